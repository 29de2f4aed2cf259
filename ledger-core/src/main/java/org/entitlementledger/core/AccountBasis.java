package org.entitlementledger.core;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.core.contract.ContractEvent;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.profile.Profile;
import org.entitlementledger.core.profile.ProfileEvent;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.entitlementledger.core.quota.Quota;
import org.entitlementledger.core.team.Team;
import org.entitlementledger.core.team.TeamEvent;
import org.jspecify.annotations.Nullable;

/**
 * The part of an account that balances depend on: everything but its items.
 *
 * @param profile absent until the account is opened
 */
public record AccountBasis(
    String accountId, @Nullable Profile profile, Contracts contracts, Team team, Quota quota) {

  /** Before the account's first event. */
  public static AccountBasis unopened(String accountId) {
    return new AccountBasis(accountId, null, Contracts.NONE, Team.NOBODY, Quota.EMPTY);
  }

  /**
   * The state after an event, counting movements and renames with an effective time up to {@code
   * asOf}.
   */
  public AccountBasis applyAsOf(AccountEvent event, Instant asOf) {
    List<Movement> movements = event instanceof MovesQuota moving ? moving.movements() : List.of();
    AccountState known = movements.isEmpty() ? null : state().moved(movements, asOf);
    Contracts placed = known == null ? contracts : known.contracts();
    Contracts next =
        event instanceof ContractEvent bought ? placed.apply(bought, localTime()) : placed;
    Quota moved = known == null ? quota : known.quota();
    return new AccountBasis(
        accountId,
        event instanceof ProfileEvent named ? Profile.apply(profile, named, asOf) : profile,
        next,
        event instanceof TeamEvent people ? team.apply(people) : team,
        event instanceof ContractEvent ? moved.endingWith(next) : moved);
  }

  /** Whether the account was ever opened. */
  public boolean exists() {
    return profile != null;
  }

  /** The zone of its days; the account must exist. */
  public ZoneId zone() {
    return Objects.requireNonNull(profile, "the account was never opened").zone();
  }

  AccountZone localTime() {
    return new AccountZone(zone(), quota.recorded());
  }

  /** The part that every capability may use in its decisions; the account must exist. */
  public AccountState state() {
    return new AccountState(zone(), contracts, team, quota);
  }
}

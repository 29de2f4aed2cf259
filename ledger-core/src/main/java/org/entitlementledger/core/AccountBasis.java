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
 * What the balances of an account follow from: the account without its items.
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
   * This after an event, of whose movements those count that had taken effect by {@code asOf};
   * another name counts likewise.
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

  /** The zone in which its days are; it must exist. */
  public ZoneId zone() {
    return Objects.requireNonNull(profile, "the account was never opened").zone();
  }

  AccountZone localTime() {
    return new AccountZone(zone(), quota.recorded());
  }

  /** What every capability may know of the account; it must exist. */
  public AccountState state() {
    return new AccountState(zone(), contracts, team, quota);
  }
}

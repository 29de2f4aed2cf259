package org.entitlementledger.core;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.entitlementledger.core.accelerator.AcceleratorCommand;
import org.entitlementledger.core.accelerator.AcceleratorEvent;
import org.entitlementledger.core.accelerator.Accelerators;
import org.entitlementledger.core.contract.ContractCommand;
import org.entitlementledger.core.contract.ContractEvent;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.profile.Profile;
import org.entitlementledger.core.profile.ProfileCommand;
import org.entitlementledger.core.profile.ProfileEvent;
import org.entitlementledger.core.progresscall.ProgressCallCommand;
import org.entitlementledger.core.progresscall.ProgressCallEvent;
import org.entitlementledger.core.progresscall.ProgressCalls;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.entitlementledger.core.quota.Quota;
import org.entitlementledger.core.standing.Standing;
import org.entitlementledger.core.team.Team;
import org.entitlementledger.core.team.TeamCommand;
import org.entitlementledger.core.team.TeamEvent;
import org.entitlementledger.core.voucher.VoucherCommand;
import org.entitlementledger.core.voucher.VoucherEvent;
import org.entitlementledger.core.voucher.Vouchers;
import org.jspecify.annotations.Nullable;

/**
 * One customer account: {@link #decide} says what would happen, {@link #apply} folds what did. A
 * pure immutable value.
 *
 * @param version how many events it has had
 * @param profile absent until it is opened
 */
public record Account(
    String accountId,
    long version,
    @Nullable Profile profile,
    Contracts contracts,
    Team team,
    Quota quota,
    Accelerators accelerators,
    Vouchers vouchers,
    ProgressCalls progressCalls) {

  /** The account before its first event. */
  public static Account unopened(String accountId) {
    return new Account(
        accountId,
        0,
        null,
        Contracts.NONE,
        Team.NOBODY,
        Quota.EMPTY,
        Accelerators.NONE,
        Vouchers.NONE,
        ProgressCalls.NONE);
  }

  /**
   * What would happen: the events, possibly none.
   *
   * @throws Refusal where the rules do not allow it; nothing has changed
   */
  public List<? extends AccountEvent> decide(AccountCommand command, Context context) {
    Long expected = context.expectedVersion();
    boolean stale = expected != null && expected != version;
    try {
      List<? extends AccountEvent> events = byCapability(command, context);
      if (!stale) {
        return events;
      }
    } catch (Refusal refusal) {
      if (!stale || refusal.problem().compareTo(Problem.VERSION_CONFLICT) < 0) {
        throw refusal;
      }
    }
    throw Refusal.of(Problem.VERSION_CONFLICT, "the account has changed: read it again")
        .with("version", version);
  }

  private List<? extends AccountEvent> byCapability(AccountCommand command, Context context) {
    if (profile == null && !(command instanceof ProfileCommand.OpenAccount)) {
      throw withoutAccount(command, context);
    }
    return switch (command) {
      case ProfileCommand profiles -> Profile.decide(profiles, profile, context);
      case ContractCommand bought -> contracts.decide(bought, zone(), context);
      case TeamCommand people -> team.decide(people, contracts, zone(), context);
      case AcceleratorCommand programs -> accelerators.decide(programs, standing(), context);
      case VoucherCommand codes -> vouchers.decide(codes, standing(), context);
      case ProgressCallCommand calls -> progressCalls.decide(calls, standing(), context);
    };
  }

  /** What is wrong with the command itself is said before that there is no account for it. */
  private Refusal withoutAccount(AccountCommand command, Context context) {
    try {
      withProfile(new Profile("", ZoneOffset.UTC)).byCapability(command, context);
    } catch (Refusal refusal) {
      if (refusal.problem() == Problem.VALIDATION) {
        return refusal;
      }
    }
    return Refusal.of(Problem.NOT_FOUND, "there is no account with this id")
        .with("accountId", accountId);
  }

  private Account withProfile(Profile some) {
    return new Account(
        accountId, version, some, contracts, team, quota, accelerators, vouchers, progressCalls);
  }

  /** This account after an event. */
  public Account apply(AccountEvent event) {
    return apply(event, movement -> true);
  }

  /**
   * This account after an event, of whose movements those count that had taken effect by {@code
   * asOf}.
   */
  public Account applyAsOf(AccountEvent event, Instant asOf) {
    return apply(event, movement -> !movement.effectiveAt().isAfter(asOf));
  }

  /** This account after several events. */
  public Account applyAll(Collection<? extends AccountEvent> events) {
    Account account = this;
    for (AccountEvent event : events) {
      account = account.apply(event);
    }
    return account;
  }

  private Account apply(AccountEvent event, Predicate<Movement> counts) {
    Quota moved = quota;
    if (event instanceof MovesQuota moving) {
      var movements = new ArrayList<>(moving.movements());
      movements.removeIf(counts.negate());
      moved = quota.apply(movements);
    }
    return new Account(
        accountId,
        version + 1,
        event instanceof ProfileEvent profiles ? Profile.apply(profile, profiles) : profile,
        event instanceof ContractEvent bought ? contracts.apply(bought, zone()) : contracts,
        event instanceof TeamEvent people ? team.apply(people) : team,
        moved,
        event instanceof AcceleratorEvent programs ? accelerators.apply(programs) : accelerators,
        event instanceof VoucherEvent codes ? vouchers.apply(codes) : vouchers,
        event instanceof ProgressCallEvent calls ? progressCalls.apply(calls) : progressCalls);
  }

  /** Whether it was ever opened. */
  public boolean exists() {
    return profile != null;
  }

  /** The zone in which its days are; it must exist. */
  public ZoneId zone() {
    return Objects.requireNonNull(profile, "the account was never opened").zone();
  }

  /** What every capability may know of it; it must exist. */
  public Standing standing() {
    return new Standing(zone(), contracts, team, quota);
  }
}

package org.entitlementledger.projections.history;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.AccountBasis;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.contract.ContractEvent;
import org.entitlementledger.core.kernel.RecordedBoundaries;
import org.entitlementledger.core.profile.ProfileEvent;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.entitlementledger.core.team.TeamEvent;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;

/**
 * An account after some of its events, and what is known of the latest of these: those since the
 * state before it.
 *
 * @param first the sequence of the first event since the state before it
 * @param last the last event
 * @param latestCounted the last time at which anything that it counts took effect
 * @param earliestLeftOut the first time at which anything that it leaves out takes effect
 * @param firstEffect the first time at which an event since the state before it occurred or took
 *     effect
 * @param lastEffect the last such time
 * @param changesMore whether these events changed more than quantities: contracts, the team, the
 *     name, or the recorded boundaries of windows
 */
record SavedState(
    AccountBasis account,
    long first,
    LoggedEvent last,
    Instant latestCounted,
    Instant earliestLeftOut,
    Instant firstEffect,
    Instant lastEffect,
    boolean changesMore) {

  /** How many events it holds. */
  long version() {
    return last.sequence() + 1;
  }

  /** Whether exactly what had taken effect by a time counts in it. */
  boolean holdsAt(Instant asOf) {
    return !latestCounted.isAfter(asOf)
        && (earliestLeftOut.equals(Instant.MAX) || earliestLeftOut.isAfter(asOf));
  }

  /** Whether the events since the state before it change nothing by a time. */
  boolean changesNothingBy(Instant asOf) {
    return !changesMore && firstEffect.isAfter(asOf);
  }

  /**
   * The state after the next events, one at least. It counts what had taken effect by {@code asOf}
   * or when it was recorded.
   *
   * @param before absent before the account's first event
   */
  static SavedState after(@Nullable SavedState before, List<LoggedEvent> events, Instant asOf) {
    LoggedEvent begin = events.getFirst();
    AccountBasis account =
        before == null ? AccountBasis.unopened(begin.accountId()) : before.account;
    RecordedBoundaries boundaries = account.quota().recorded();
    Instant counted = before == null ? Instant.MIN : before.latestCounted;
    Instant leftOut = before == null ? Instant.MAX : before.earliestLeftOut;
    Instant first = Instant.MAX;
    Instant last = Instant.MIN;
    boolean changesMore = false;
    for (LoggedEvent logged : events) {
      AccountEvent event = logged.event();
      Instant by = later(asOf, logged.recordedAt());
      account = account.applyAsOf(event, by);
      changesMore |= changesMore(event);
      first = earlier(first, event.occurredAt());
      last = later(last, event.occurredAt());
      for (Instant effect : effects(event)) {
        first = earlier(first, effect);
        last = later(last, effect);
        counted = effect.isAfter(by) ? counted : later(counted, effect);
        leftOut = effect.isAfter(by) ? earlier(leftOut, effect) : leftOut;
      }
    }
    changesMore |= !account.quota().recorded().equals(boundaries);
    return new SavedState(
        account, begin.sequence(), events.getLast(), counted, leftOut, first, last, changesMore);
  }

  /** The times that decide whether a question counts something of an event. */
  private static List<Instant> effects(AccountEvent event) {
    if (event instanceof ProfileEvent) {
      return List.of(event.occurredAt());
    }
    return event instanceof MovesQuota moving
        ? moving.movements().stream().map(Movement::effectiveAt).toList()
        : List.of();
  }

  private static boolean changesMore(AccountEvent event) {
    return event instanceof ProfileEvent
        || event instanceof ContractEvent
        || event instanceof TeamEvent;
  }

  private static Instant earlier(Instant one, Instant other) {
    return other.isBefore(one) ? other : one;
  }

  private static Instant later(Instant one, Instant other) {
    return other.isAfter(one) ? other : one;
  }
}

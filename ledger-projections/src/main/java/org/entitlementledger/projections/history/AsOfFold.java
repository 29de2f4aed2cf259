package org.entitlementledger.projections.history;

import org.entitlementledger.core.AccountBasis;
import org.entitlementledger.core.quota.MovesQuota;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;

/** Folds an account's events as of a pair of times. */
final class AsOfFold {
  private final BitemporalPoint point;
  private final long through;
  private AccountBasis account;
  private long version;

  /**
   * Starts before the account's first event.
   *
   * @param through the last event of the log that counts
   */
  AsOfFold(String accountId, BitemporalPoint point, long through) {
    this.point = point;
    this.through = through;
    account = AccountBasis.unopened(accountId);
  }

  BitemporalPoint point() {
    return point;
  }

  /** Continues from a saved state that counts exactly what this fold counts. */
  void begin(SavedState state) {
    account = state.account();
    version = state.version();
  }

  /** Skips the events up to a saved state, none of which count. */
  void skip(SavedState state) {
    version = state.version();
  }

  /** Applies the next event of the account. */
  void take(LoggedEvent logged) {
    if (knows(logged)) {
      account = account.applyAsOf(logged.event(), point.asOf());
      version = logged.sequence() + 1;
    }
  }

  /** Whether an event was known; if it was not, no later one was. */
  boolean knows(LoggedEvent logged) {
    return logged.position() <= through && !logged.recordedAt().isAfter(point.recordedAsOf());
  }

  /** Whether all events up to a saved state were known. */
  boolean knows(SavedState state) {
    return knows(state.last());
  }

  /** Whether an event was known and had taken effect at least in part. */
  boolean ledHere(LoggedEvent logged) {
    return knows(logged) && (!logged.occurredAt().isAfter(point.asOf()) || counted(logged) > 0);
  }

  /** Whether none of the events between the previous saved state and this one had taken effect. */
  boolean countsNone(SavedState state) {
    return state.firstEffect().isAfter(point.asOf());
  }

  /** Whether all of them were known and had taken full effect. */
  boolean countsAll(SavedState state) {
    return knows(state) && !state.lastEffect().isAfter(point.asOf());
  }

  /**
   * The number of an event's movements that count, or 1 for an event without movements that counts.
   */
  long counted(LoggedEvent logged) {
    if (!knows(logged)) {
      return 0;
    }
    if (logged.event() instanceof MovesQuota moving && !moving.movements().isEmpty()) {
      return moving.movements().stream()
          .filter(movement -> !movement.effectiveAt().isAfter(point.asOf()))
          .count();
    }
    return logged.occurredAt().isAfter(point.asOf()) ? 0 : 1;
  }

  /** The folded account, or null if it was not known yet. */
  @Nullable AccountBasis account() {
    return account.exists() ? account : null;
  }

  /** The number of the account's known events. */
  long version() {
    return version;
  }
}

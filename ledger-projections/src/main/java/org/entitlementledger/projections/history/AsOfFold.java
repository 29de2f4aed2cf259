package org.entitlementledger.projections.history;

import org.entitlementledger.core.AccountBasis;
import org.entitlementledger.core.quota.MovesQuota;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;

/** An account's events folded as they were known and had taken effect at a pair of times. */
final class AsOfFold {
  private final BitemporalPoint point;
  private final long through;
  private AccountBasis account;
  private long version;

  /**
   * Of an account, before its first event.
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

  /** Goes on from a state in which exactly what this fold counts has taken effect. */
  void begin(SavedState state) {
    account = state.account();
    version = state.version();
  }

  /** Passes over events, up to a state, of which nothing counts. */
  void skip(SavedState state) {
    version = state.version();
  }

  /** Takes the next event of the account. */
  void take(LoggedEvent logged) {
    if (knows(logged)) {
      account = account.applyAsOf(logged.event(), point.asOf());
      version = logged.sequence() + 1;
    }
  }

  /** Whether an event was known; where it was not, none after it was. */
  boolean knows(LoggedEvent logged) {
    return logged.position() <= through && !logged.recordedAt().isAfter(point.recordedAsOf());
  }

  /** Whether all events up to a state were known. */
  boolean knows(SavedState state) {
    return knows(state.last());
  }

  /** Whether an event was known and had taken effect, in part at least. */
  boolean ledHere(LoggedEvent logged) {
    return knows(logged) && (!logged.occurredAt().isAfter(point.asOf()) || counted(logged) > 0);
  }

  /** Whether none of the events that led to a state from the one before it had taken effect. */
  boolean countsNone(SavedState state) {
    return state.firstEffect().isAfter(point.asOf());
  }

  /** Whether all of them were known and had taken effect whole. */
  boolean countsAll(SavedState state) {
    return knows(state) && !state.lastEffect().isAfter(point.asOf());
  }

  /**
   * How much of an event counts: its movements that had taken effect; of an event without movements
   * itself, as one.
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

  /** The account as it was, or null where it was not known yet. */
  @Nullable AccountBasis account() {
    return account.exists() ? account : null;
  }

  /** How many of the account's events were known. */
  long version() {
    return version;
  }
}

package org.entitlementledger.projections.history;

import org.entitlementledger.core.Account;
import org.entitlementledger.core.quota.MovesQuota;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;

/** An account's events folded as they were known and had taken effect at a pair of times. */
final class Fold {
  private final Axes axes;
  private final long through;
  private Account account;

  /**
   * Of an account, before its first event.
   *
   * @param through the last event of the log that counts
   */
  Fold(String accountId, Axes axes, long through) {
    this.axes = axes;
    this.through = through;
    account = Account.unopened(accountId);
  }

  /** Takes the next event of the account. */
  void take(LoggedEvent logged) {
    if (knows(logged)) {
      account = account.applyAsOf(logged.event(), axes.asOf());
    }
  }

  private boolean knows(LoggedEvent logged) {
    return logged.position() <= through && !logged.recordedAt().isAfter(axes.recordedAsOf());
  }

  /** Whether an event was known and had taken effect, in part at least. */
  boolean ledHere(LoggedEvent logged) {
    return knows(logged) && (!logged.occurredAt().isAfter(axes.asOf()) || counted(logged) > 0);
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
          .filter(movement -> !movement.effectiveAt().isAfter(axes.asOf()))
          .count();
    }
    return logged.occurredAt().isAfter(axes.asOf()) ? 0 : 1;
  }

  /** The account as it was, or null where it was not known yet. */
  @Nullable Account account() {
    return account.exists() ? account : null;
  }
}

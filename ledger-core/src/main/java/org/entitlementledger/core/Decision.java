package org.entitlementledger.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.notice.Thresholds;
import org.entitlementledger.core.quota.Balance;
import org.entitlementledger.core.quota.MovesQuota;
import org.jspecify.annotations.Nullable;

/**
 * The result of an accepted command.
 *
 * @param events in order, possibly none; notices come last
 * @param after the account after the events
 * @param balance that of the last window that the events move, if the thresholds needed it; null
 *     where it is not computed yet
 */
public record Decision(List<AccountEvent> events, Account after, @Nullable Balance balance) {

  /** Folds events onto {@code before} and adds the notices that they cause. */
  static Decision of(Account before, List<? extends AccountEvent> events, Instant now) {
    var notices = new ArrayList<AccountEvent>();
    Balance balance = null;
    Account account = before;
    for (AccountEvent event : events) {
      Account next = account.apply(event);
      if (event instanceof MovesQuota moving && !moving.movements().isEmpty()) {
        var thresholds = new Thresholds(account.state(), next.state(), now);
        notices.addAll(thresholds.reachedBy(moving.movements()));
        balance = thresholds.balanceAfter(moving.movements().getLast());
      }
      account = next;
    }
    var all = new ArrayList<AccountEvent>(events);
    all.addAll(notices);
    return new Decision(List.copyOf(all), account.applyAll(notices), balance);
  }
}

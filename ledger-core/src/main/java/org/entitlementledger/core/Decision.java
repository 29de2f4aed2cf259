package org.entitlementledger.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.notice.Thresholds;
import org.entitlementledger.core.quota.Balance;
import org.entitlementledger.core.quota.MovesQuota;
import org.jspecify.annotations.Nullable;

/**
 * What an accepted command does.
 *
 * @param events in order, possibly none; the notices that they cause come last
 * @param after the account with them
 * @param balance of the window that they move last, where the catalogue names thresholds for it;
 *     absent where nothing asked for it yet
 */
public record Decision(List<AccountEvent> events, Account after, @Nullable Balance balance) {

  /** Folds events that were decided on {@code before}, and adds the notices that they cause. */
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

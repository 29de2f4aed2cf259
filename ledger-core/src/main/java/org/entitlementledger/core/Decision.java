package org.entitlementledger.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.notice.Thresholds;
import org.entitlementledger.core.quota.MovesQuota;

/**
 * What an accepted command does.
 *
 * @param events in order, possibly none; the notices that they cause come last
 * @param after the account with them
 */
public record Decision(List<AccountEvent> events, Account after) {

  /** Folds events that were decided on {@code before}, and adds the notices that they cause. */
  static Decision of(Account before, List<? extends AccountEvent> events, Instant now) {
    var notices = new ArrayList<AccountEvent>();
    Account account = before;
    for (AccountEvent event : events) {
      Account next = account.apply(event);
      if (event instanceof MovesQuota moving) {
        notices.addAll(Thresholds.reached(moving, account.standing(), next.standing(), now));
      }
      account = next;
    }
    var all = new ArrayList<AccountEvent>(events);
    all.addAll(notices);
    return new Decision(List.copyOf(all), account.applyAll(notices));
  }
}

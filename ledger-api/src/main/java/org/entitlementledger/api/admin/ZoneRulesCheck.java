package org.entitlementledger.api.admin;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.account.AccountRow;
import org.entitlementledger.projections.projector.ViewPositions;
import org.entitlementledger.projections.projector.ViewUnavailable;
import org.entitlementledger.projections.remaining.Remaining;
import org.entitlementledger.projections.remaining.RemainingQueries;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Logs the version of the time-zone rules at each start. If it has changed, lists the open windows
 * that the change would move, page by page and after the service is ready, so that the start is not
 * delayed. The version is stored once the list is complete.
 */
@Component
final class ZoneRulesCheck implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(ZoneRulesCheck.class);
  private static final int PAGE = 200;
  private static final int MOST_LINES = 100;
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final ZoneRulesVersion version;
  private final ZoneRulesTable table;
  private final AccountQueries accounts;
  private final RemainingQueries remaining;
  private final ViewPositions positions;
  private final CountDownLatch stopped = new CountDownLatch(1);

  ZoneRulesCheck(
      ZoneRulesVersion version,
      ZoneRulesTable table,
      AccountQueries accounts,
      RemainingQueries remaining,
      ViewPositions positions) {
    this.version = version;
    this.table = table;
    this.accounts = accounts;
    this.remaining = remaining;
    this.positions = positions;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    LOG.info("Time-zone rules {}", version.get());
    Thread.ofVirtual().name("zone-rules").start(this::compare);
  }

  private void compare() {
    try {
      String last = table.version();
      if (version.get().equals(last)) {
        return;
      }
      if (last == null || list(last)) {
        table.store(version.get());
      }
    } catch (RuntimeException e) {
      // rows that somebody damaged must not keep the service from telling so
      if (stopped.getCount() > 0) {
        LOG.warn(
            "Cannot compare the time-zone rules with the last start's; the next start will", e);
      }
    }
  }

  /** Whether the list is complete. */
  private boolean list(String last) {
    LOG.warn(
        "The time-zone rules are {}; the last start had {}. Windows that were recorded in keep"
            + " their instants, all others follow the new rules",
        version.get(),
        last);
    long moved = 0;
    String after = null;
    do {
      Page<AccountRow> page = page(after);
      if (page == null) {
        return false;
      }
      for (AccountRow account : page.items()) {
        for (MovedWindow window : moved(account)) {
          if (moved++ < MOST_LINES) {
            log(window);
          }
        }
      }
      after = page.next();
    } while (after != null);
    LOG.warn("{} open windows keep other instants than the present time-zone rules give", moved);
    return true;
  }

  private static void log(MovedWindow window) {
    LOG.warn(
        "Account {}, {}: the open window keeps {} to {}; {} would now give {} to {}",
        window.accountId(),
        window.entitlement(),
        window.recorded().start(),
        window.recorded().end(),
        window.zone(),
        window.byRules().start(),
        window.byRules().end());
  }

  private List<MovedWindow> moved(AccountRow account) {
    Remaining open = remaining.all(account.accountId(), null);
    return open == null ? List.of() : MovedWindow.of(open);
  }

  /** The next accounts; waits for a view that does not serve yet. Null when the service ends. */
  private @Nullable Page<AccountRow> page(@Nullable String after) {
    while (!waited(Duration.ZERO)) {
      try {
        positions.requireServing(List.of(AccountQueries.VIEW));
        return accounts.list(after, PAGE);
      } catch (ViewUnavailable notYet) {
        waited(RETRY);
      }
    }
    return null;
  }

  /** Whether the service ends. */
  private boolean waited(Duration time) {
    try {
      return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void destroy() {
    stopped.countDown();
  }
}

package org.entitlementledger.projections.history;

import org.entitlementledger.core.Account;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The state at any pair of times: the account's events up to one of them, folded as they took
 * effect by the other.
 */
public final class AsOf {
  private final LogTable log;
  private final HeadTable head;

  public AsOf(JdbcOperations jdbc) {
    log = new LogTable(jdbc);
    head = new HeadTable(jdbc);
  }

  /** The account as it was, or null where it was not known yet. */
  public @Nullable AccountAsOf account(String accountId, Axes axes) {
    long position = head.read().size();
    var fold = new Fold(Account.unopened(accountId));
    log.eachOfAccount(accountId, 0, logged -> fold.take(logged, axes, position));
    return fold.account.exists() ? new AccountAsOf(fold.account, position) : null;
  }

  private static final class Fold {
    private Account account;

    Fold(Account account) {
      this.account = account;
    }

    void take(LoggedEvent logged, Axes axes, long position) {
      if (logged.position() <= position && !logged.recordedAt().isAfter(axes.recordedAsOf())) {
        account = account.applyAsOf(logged.event(), axes.asOf());
      }
    }
  }
}

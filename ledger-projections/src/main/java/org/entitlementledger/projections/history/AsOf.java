package org.entitlementledger.projections.history;

import org.entitlementledger.core.AccountBasis;
import org.entitlementledger.projections.log.HeadTable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Computes accounts as of a pair of times: it folds the events recorded up to one, as far as they
 * had taken effect by the other.
 */
public final class AsOf {
  private final FoldedAccounts accounts;
  private final HeadTable head;

  public AsOf(JdbcOperations jdbc, FoldedAccounts accounts) {
    this.accounts = accounts;
    head = new HeadTable(jdbc);
  }

  /** The account as of {@code point}, or null if it was not known yet. */
  public @Nullable AccountAsOf account(String accountId, BitemporalPoint point) {
    return account(accountId, point, head.read().size());
  }

  /**
   * The account as of {@code point}, from the events up to a position.
   *
   * @param position the last event of the log that counts
   */
  public @Nullable AccountAsOf account(String accountId, BitemporalPoint point, long position) {
    var fold = new AsOfFold(accountId, point, position);
    accounts.fold(accountId, fold);
    AccountBasis account = fold.account();
    return account == null ? null : new AccountAsOf(account, fold.version(), position);
  }
}

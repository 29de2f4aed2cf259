package org.entitlementledger.api.finance.books;

import org.entitlementledger.api.web.request.StrictRequestInterceptor;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.finance.BookedAccounts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Refuses reports of accounts that there are not: an empty one would look like a quiet account. */
@Component
final class KnownAccounts {
  private final BookedAccounts accounts;

  KnownAccounts(BookedAccounts accounts) {
    this.accounts = accounts;
  }

  /**
   * Looks an account up.
   *
   * @param accountId null for all
   * @throws Refusal {@code not-found}
   */
  void require(@Nullable String accountId) {
    if (accountId != null && !accounts.exists(accountId)) {
      throw StrictRequestInterceptor.noAccount(accountId);
    }
  }
}

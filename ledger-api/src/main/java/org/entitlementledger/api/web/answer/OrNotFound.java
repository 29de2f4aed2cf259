package org.entitlementledger.api.web.answer;

import org.entitlementledger.api.web.request.StrictRequestInterceptor;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** Requires that a query found something; refuses with {@code not-found} otherwise. */
public final class OrNotFound {
  private OrNotFound() {}

  /** The result of a query for an account. */
  public static <T> T account(@Nullable T found, String accountId) {
    if (found == null) {
      throw StrictRequestInterceptor.noAccount(accountId);
    }
    return found;
  }

  /**
   * The result of a query for an item of an account.
   *
   * @param field the name of the item's id
   */
  public static <T> T item(@Nullable T found, String field, String id) {
    if (found == null) {
      throw Refusal.of(Problem.NOT_FOUND, "the account has no such thing").with(field, id);
    }
    return found;
  }
}

package org.entitlementledger.api.web.request;

import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.Page;
import org.jspecify.annotations.Nullable;

/**
 * Which piece of a list is asked for.
 *
 * @param limit 1–1000; 100 unless given
 * @param after the {@code next} of the piece before
 */
public record Paging(@Nullable Integer limit, @Nullable String after) {
  private static final int DEFAULT = 100;

  public Paging {
    if (limit != null && (limit < 1 || limit > Page.MOST)) {
      throw Refusal.invalid("limit", "must be a whole number from 1 to " + Page.MOST);
    }
  }

  /** The page size. */
  public int most() {
    return limit == null ? DEFAULT : limit;
  }

  /**
   * Refuses paging for CSV, which is always complete.
   *
   * @throws Refusal {@code validation} if a page is requested
   */
  public void refuseWithCsv() {
    if (limit != null || after != null) {
      throw Refusal.invalid(
          limit == null ? "after" : "limit", "does not go with CSV, which is given whole");
    }
  }
}

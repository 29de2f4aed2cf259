package org.entitlementledger.core;

import org.entitlementledger.core.decision.Context;

/** New ids and codes that count up, so that a test can name them. */
public final class CountedIds implements Context.Fresh {
  private int made;

  @Override
  public String id() {
    made++;
    return "made-" + made;
  }

  @Override
  public String voucherCode() {
    made++;
    return "CODE-" + made;
  }
}

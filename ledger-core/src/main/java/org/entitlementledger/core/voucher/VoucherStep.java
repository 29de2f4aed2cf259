package org.entitlementledger.core.voucher;

import org.entitlementledger.core.kernel.Step;

/** The steps in a voucher's life cycle after its issue. */
public enum VoucherStep implements Step {
  ASSIGN("assignment"),
  BOOK("booking"),
  REDEEM("redemption"),
  VOID("void"),
  REVOKE("revocation"),
  REPLACE("replacement");

  private final String key;

  VoucherStep(String key) {
    this.key = key;
  }

  @Override
  public String key() {
    return key;
  }
}

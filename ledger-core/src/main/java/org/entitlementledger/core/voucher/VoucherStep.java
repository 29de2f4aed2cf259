package org.entitlementledger.core.voucher;

import org.entitlementledger.core.kernel.Step;

/** What may be done with a voucher after its issue. */
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

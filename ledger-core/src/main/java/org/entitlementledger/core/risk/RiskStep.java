package org.entitlementledger.core.risk;

import org.entitlementledger.core.kernel.Step;

/** What may be done about a risk after its assessment was opened. */
public enum RiskStep implements Step {
  ASSESS("assessment"),
  AGREE_PLAN("plan"),
  MITIGATE("mitigation"),
  ACCEPT("acceptance"),
  REOPEN("reopening");

  private final String key;

  RiskStep(String key) {
    this.key = key;
  }

  @Override
  public String key() {
    return key;
  }
}

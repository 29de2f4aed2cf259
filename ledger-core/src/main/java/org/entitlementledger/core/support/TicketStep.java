package org.entitlementledger.core.support;

import org.entitlementledger.core.kernel.Step;

/** What may be done with a ticket after it was opened. */
public enum TicketStep implements Step {
  RESPOND("first-response"),
  CHANGE_SEVERITY("severity"),
  CLOSE("closure");

  private final String key;

  TicketStep(String key) {
    this.key = key;
  }

  @Override
  public String key() {
    return key;
  }
}

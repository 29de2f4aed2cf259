package org.entitlementledger.core.session;

import org.entitlementledger.core.kernel.Step;

/** What may be done with a session that was planned or scheduled. */
public enum SessionStep implements Step {
  SCHEDULE("schedule"),
  LOG("log"),
  DELIVER("delivery"),
  RECORD_NO_SHOW("no-show"),
  CANCEL("cancellation"),
  VOID("void");

  private final String key;

  SessionStep(String key) {
    this.key = key;
  }

  @Override
  public String key() {
    return key;
  }
}

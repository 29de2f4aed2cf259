package org.entitlementledger.core.session;

import org.entitlementledger.core.kernel.Step;

/** The steps in the life cycle of a planned or scheduled session. */
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

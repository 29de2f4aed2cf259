package org.entitlementledger.core.accelerator;

import org.entitlementledger.core.kernel.Step;

/** What may be done with a program after its request. */
public enum AcceleratorStep implements Step {
  SCHEDULE("schedule"),
  START("start"),
  PAUSE("pause"),
  RESUME("resume"),
  CHECK("checks"),
  REACH_MILESTONE("milestones"),
  COMPLETE("completion"),
  CANCEL("cancellation");

  private final String key;

  AcceleratorStep(String key) {
    this.key = key;
  }

  @Override
  public String key() {
    return key;
  }
}

package org.entitlementledger.api.settings;

/** The service must not start as it is set up; says what is wrong and what to change. */
public final class StartRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String action;

  public StartRefused(String description, String action) {
    super(description);
    this.action = action;
  }

  /** What to change. */
  public String action() {
    return action;
  }
}

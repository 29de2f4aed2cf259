package org.entitlementledger.api.settings;

/**
 * The service cannot start with this configuration; the message says what is wrong and how to fix
 * it.
 */
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

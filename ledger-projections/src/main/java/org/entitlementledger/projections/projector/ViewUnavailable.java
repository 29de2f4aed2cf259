package org.entitlementledger.projections.projector;

/**
 * A view did not come to a position in time, or lags or fails: clients are told 503 {@code
 * unavailable} with the position at which it stands.
 */
public final class ViewUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String view;
  private final long position;

  public ViewUnavailable(String view, long position) {
    super("the view " + view + " stands at " + position, null, false, false);
    this.view = view;
    this.position = position;
  }

  /** Which view. */
  public String view() {
    return view;
  }

  /** Where it stands. */
  public long position() {
    return position;
  }
}

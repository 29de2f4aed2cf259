package org.entitlementledger.projections.projector;

/**
 * A view did not reach a position in time, lags or fails. Clients get 503 {@code unavailable} with
 * its position.
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

  /** The name of the view. */
  public String view() {
    return view;
  }

  /** Its position. */
  public long position() {
    return position;
  }
}

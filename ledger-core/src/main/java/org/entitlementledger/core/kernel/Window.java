package org.entitlementledger.core.kernel;

import java.time.Instant;

/**
 * A half-open span of time, {@code [start, end)} (DOMAIN.md, "Time"): at its start it is there, at
 * its end it is gone.
 */
public record Window(Instant start, Instant end) {
  public Window {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException("a window starts before it ends: " + start + ", " + end);
    }
  }

  public boolean contains(Instant time) {
    return !time.isBefore(start) && time.isBefore(end);
  }

  public boolean overlaps(Window other) {
    return start.isBefore(other.end) && other.start.isBefore(end);
  }

  /** The part that both have in common; the two must overlap. */
  public Window intersection(Window other) {
    return new Window(
        start.isAfter(other.start) ? start : other.start,
        end.isBefore(other.end) ? end : other.end);
  }
}

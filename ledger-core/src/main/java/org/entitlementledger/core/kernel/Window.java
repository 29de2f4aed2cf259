package org.entitlementledger.core.kernel;

import java.time.Instant;

/** A half-open time span, {@code [start, end)} (DOMAIN.md, "Time"). */
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

  /** The common part; the two must overlap. */
  public Window intersection(Window other) {
    return new Window(
        start.isAfter(other.start) ? start : other.start,
        end.isBefore(other.end) ? end : other.end);
  }
}

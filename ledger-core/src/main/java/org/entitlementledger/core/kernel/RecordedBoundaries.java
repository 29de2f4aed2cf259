package org.entitlementledger.core.kernel;

import java.time.Instant;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The boundaries of windows and terms that were recorded in, each under the instant that the zone's
 * present rules give it. The instant that was recorded first stays (DOMAIN.md, "Time").
 *
 * @param instants what was recorded
 * @param moved whether the present rules place any of them elsewhere
 * @param twice whether one was recorded at two instants, as earlier versions did when the rules had
 *     changed in between
 */
public record RecordedBoundaries(PMap<Boundary, Instant> instants, boolean moved, boolean twice) {
  public static final RecordedBoundaries NONE =
      new RecordedBoundaries(HashTreePMap.empty(), false, false);

  /** The cycle of all boundaries that are local date-times. */
  public static final String LOCAL = "";

  /**
   * Names a boundary.
   *
   * @param cycle {@link #LOCAL}, or the period whose exact length counts from an anchor
   * @param byRules where the zone's present rules place it
   */
  public record Boundary(String cycle, Instant byRules) {}

  /** When the boundary is: as recorded, otherwise as the present rules say. */
  Instant at(String cycle, Instant byRules) {
    return moved ? instants.getOrDefault(new Boundary(cycle, byRules), byRules) : byRules;
  }

  /** Whether both ends are recorded exactly where the present rules place them. */
  public boolean knows(String cycle, Window window) {
    return knows(cycle, window.start()) && knows(cycle, window.end());
  }

  private boolean knows(String cycle, Instant time) {
    return time.equals(instants.get(new Boundary(cycle, time)));
  }

  /** This and one more; the first that was recorded stays. */
  public RecordedBoundaries plus(String cycle, Instant byRules, Instant recorded) {
    var boundary = new Boundary(cycle, byRules);
    Instant known = instants.get(boundary);
    if (known == null) {
      boolean differs = !recorded.equals(byRules);
      return new RecordedBoundaries(instants.plus(boundary, recorded), moved || differs, twice);
    }
    return known.equals(recorded) || twice ? this : new RecordedBoundaries(instants, moved, true);
  }
}

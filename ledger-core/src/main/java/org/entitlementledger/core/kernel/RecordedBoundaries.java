package org.entitlementledger.core.kernel;

import java.time.Instant;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The recorded boundaries of windows and terms, each by its instant under the zone's present rules.
 * The first recorded instant stays (DOMAIN.md, "Time").
 *
 * @param instants the recorded instants
 * @param moved whether the present rules move any of them
 * @param twice whether one was recorded with two instants, as earlier versions did if the rules
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
   * @param byRules its instant under the zone's present rules
   */
  public record Boundary(String cycle, Instant byRules) {}

  /** The instant of a boundary: as recorded, or else by the present rules. */
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

  /** A copy with one more boundary; an instant that is already recorded stays. */
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

package org.entitlementledger.projections.rebuild;

import java.util.List;

/**
 * A view beside what the log gives.
 *
 * @param through the position at which both stand
 * @param token where the live one's token says that it stands; other than {@code through} where the
 *     rows do not bear it out, or were not to be compared so far
 * @param differences ordered by position, the first 1,000 of them
 * @param count how many there are
 */
public record Comparison(
    String view, long through, long token, List<Difference> differences, long count) {

  /**
   * A row that is not what the log gives.
   *
   * @param position that of the newest event that the row reflects, as the log gives it; as the row
   *     says where the log gives none
   */
  public record Difference(long position, String table, String key, Kind kind) {}

  /** In what way. */
  public enum Kind {
    MISSING,
    UNFOUNDED,
    CHANGED
  }
}

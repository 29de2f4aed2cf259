package org.entitlementledger.projections.report;

/**
 * Duties that are not segregated.
 *
 * @param conflict {@code both-sides}: one person asked and approved; {@code mostly-one-other}: of
 *     at least {@link ConflictLine#LEAST} approvals for the other, who make up 80 % or more of all
 *     that the person approved
 * @param person who approved
 * @param other who asked
 * @param approvals for the other
 * @param ofApprovals of the person, in all
 */
public record ConflictLine(
    String conflict,
    String person,
    String other,
    long approvals,
    long ofApprovals,
    long firstPosition,
    long lastPosition) {
  /** So many approvals for one other are a pattern. */
  public static final int LEAST = 5;

  /** Of a hundred approvals, so many for one other are most. */
  public static final int MOST_PERCENT = 80;
}

package org.entitlementledger.projections.verification;

/**
 * Something that is not as it was, or not as the rules make it (AUDIT.md, "Verification").
 *
 * @param position of the event that is bad; of the newest event that a row of a view reflects
 * @param part {@link #LOG}, {@link #CHECKPOINT}, {@link #DECISION} or the view's name
 * @param message for people
 */
public record Difference(long position, String part, String message) {
  /** Bytes, hash, missing position, sequence, and what cannot be read. */
  public static final String LOG = "log";

  /** The tiles of the hash tree, and its signed heads. */
  public static final String CHECKPOINT = "checkpoint";

  /** An event that the account as it was does not bear, or a balance that does not close. */
  public static final String DECISION = "decision";
}

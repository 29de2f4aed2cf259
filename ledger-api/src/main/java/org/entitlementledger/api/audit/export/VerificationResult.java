package org.entitlementledger.api.audit.export;

/**
 * What came of verifying an export.
 *
 * @param findings none where nothing contradicts the export
 * @param proved whether all that is in it is shown to be in the log
 * @param through the last position that may be in it; 0 where it has no manifest
 * @param words what was verified, in a sentence
 */
public record VerificationResult(
    ExportFindings findings, boolean proved, long through, String words) {
  /** The three answers. */
  public enum Outcome {
    /** Everything in the file is what was sealed. */
    SEALED,
    /** Each line agrees with its leaf; that the leaves are in the log is not shown. */
    UNPROVED,
    /** Something is not what was sealed. */
    ALTERED
  }

  /** The answer. */
  public Outcome outcome() {
    if (findings.count() > 0) {
      return Outcome.ALTERED;
    }
    return proved ? Outcome.SEALED : Outcome.UNPROVED;
  }
}

package org.entitlementledger.api.audit.export;

import java.util.List;
import org.entitlementledger.projections.tree.Checkpoint;
import org.entitlementledger.projections.tree.InvalidNote;
import org.entitlementledger.projections.tree.SignedNote;
import org.entitlementledger.projections.tree.VerifierKey;
import org.jspecify.annotations.Nullable;

/**
 * Verifies signed heads with the public keys of one ledger.
 *
 * @param keys at least one, all of the same name
 */
public record HeadVerifier(List<VerifierKey> keys) {
  private static final String REHEARSAL = "/rehearsal";

  /** The ledger whose heads these are. */
  String origin() {
    return keys.getFirst().name();
  }

  boolean isRehearsal() {
    return origin().endsWith(REHEARSAL);
  }

  /**
   * The head that a note holds.
   *
   * @throws InvalidNote where it is malformed, of another ledger, or not signed by one of the keys
   */
  Checkpoint verify(String note) {
    SignedNote signed = SignedNote.parse(note);
    Checkpoint head = Checkpoint.parse(signed.text());
    if (!head.origin().equals(origin())) {
      throw new InvalidNote("it is of " + head.origin() + ", and the key of " + origin());
    }
    signed.verify(keys);
    return head;
  }

  /** The head that a note holds; null where it is not good, and then the finding says why. */
  @Nullable Checkpoint verify(String note, long line, ExportFindings findings) {
    try {
      return verify(note);
    } catch (InvalidNote refused) {
      findings.add(line, null, "the checkpoint is not good: " + refused.getMessage());
      return null;
    }
  }
}

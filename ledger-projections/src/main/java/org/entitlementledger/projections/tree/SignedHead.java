package org.entitlementledger.projections.tree;

import java.time.Instant;

/**
 * A head of the tree that was signed.
 *
 * @param size the position of the last event in it
 * @param note the checkpoint with its signature
 * @param sealedAt by the ledger's clock
 */
public record SignedHead(long size, Hash root, String note, Instant sealedAt) {

  /**
   * Makes sure that the note says this head and that one of {@code keys} has signed it.
   *
   * @throws TreeDamaged where not
   */
  void verify(KeyRing keys) {
    try {
      SignedNote signed = SignedNote.parse(note);
      signed.verify(keys.verifiers());
      if (!Checkpoint.parse(signed.text()).equals(new Checkpoint(keys.origin(), size, root))) {
        throw new TreeDamaged("the signed head of " + size + " is not what its note says");
      }
    } catch (InvalidNote refused) {
      throw new TreeDamaged("the signed head of " + size + ": " + refused.getMessage());
    }
  }
}

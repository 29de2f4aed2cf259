package org.entitlementledger.projections.verification;

import java.util.List;
import org.entitlementledger.projections.tree.Checkpoint;
import org.entitlementledger.projections.tree.InvalidNote;
import org.entitlementledger.projections.tree.SignedNote;
import org.entitlementledger.projections.tree.VerifierKey;
import org.jspecify.annotations.Nullable;

/**
 * Which notes are heads of this ledger.
 *
 * @param keys none where no key is known: then a note is believed
 */
public record Signatures(List<VerifierKey> keys) {
  public Signatures {
    keys = List.copyOf(keys);
  }

  /** What a note says, where a key of this ledger signed it; null otherwise. */
  @Nullable Checkpoint signed(String note) {
    try {
      SignedNote signed = SignedNote.parse(note);
      Checkpoint head = Checkpoint.parse(signed.text());
      if (keys.isEmpty()) {
        return head;
      }
      signed.verify(keys);
      return keys.getFirst().name().equals(head.origin()) ? head : null;
    } catch (InvalidNote refused) {
      return null;
    }
  }
}

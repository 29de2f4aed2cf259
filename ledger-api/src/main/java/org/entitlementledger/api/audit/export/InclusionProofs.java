package org.entitlementledger.api.audit.export;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.log.StoredEvent;
import org.entitlementledger.projections.tree.Checkpoint;
import org.entitlementledger.projections.tree.Hash;
import org.entitlementledger.projections.tree.Hasher;
import org.entitlementledger.projections.tree.InvalidNote;
import org.entitlementledger.projections.tree.Leaf;
import org.entitlementledger.projections.tree.MerkleProof;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;

/**
 * A file of inclusion proofs, as {@code GET /v1/audit/events/{position}/proof} answers them, in the
 * order of the export's lines. One proof is in memory at a time.
 */
public final class InclusionProofs implements InclusionEvidence {
  private final HeadVerifier heads;
  private final InputStream in;
  private final Hasher hasher = new Hasher();
  private @Nullable MappingIterator<ProofAnswer> proofs;
  private @Nullable ProofAnswer next;
  private @Nullable String unreadable;
  private @Nullable String note;
  private @Nullable Checkpoint head;

  /**
   * Reads proofs.
   *
   * @throws IOException where they cannot be read
   */
  public InclusionProofs(HeadVerifier heads, ExportSource source) throws IOException {
    this.heads = heads;
    in = source.open();
  }

  @Override
  public void begin(ExportManifest manifest, ExportFindings findings) {
    // each proof brings a head of its own
  }

  @Override
  public @Nullable String refutes(byte[] line, StoredEvent event) {
    ProofAnswer proof = proof(event.position());
    if (proof == null || proof.position() != event.position()) {
      return unreadable == null
          ? "the file of proofs has no proof of it; they must stand in the order of positions"
          : unreadable;
    }
    return wrong(proof, Leaf.of(event));
  }

  /** Goes on to the proof of a position, or to the first one behind it. */
  private @Nullable ProofAnswer proof(long position) {
    try {
      if (proofs == null) {
        proofs = LedgerJson.mapper().readerFor(ProofAnswer.class).readValues(in);
      }
      while ((next == null || next.position() < position) && proofs.hasNext()) {
        next = proofs.next();
      }
    } catch (JacksonException unfit) {
      unreadable =
          "the file of proofs cannot be read up to its proof: " + unfit.getOriginalMessage();
      next = null;
    }
    return next;
  }

  private @Nullable String wrong(ProofAnswer proof, byte[] leaf) {
    try {
      if (!Arrays.equals(Base64.getDecoder().decode(proof.leaf()), leaf)) {
        return "its proof is of another leaf";
      }
      Checkpoint of = head(proof.checkpoint());
      List<Hash> path = proof.path().stream().map(Hash::parse).toList();
      boolean shown =
          proof.leafIndex() == proof.position() - 1
              && proof.treeSize() == of.size()
              && MerkleProof.includes(
                  proof.leafIndex(), of.size(), hasher.leaf(leaf), path, of.root());
      return shown ? null : "its proof does not lead to the root of its checkpoint";
    } catch (InvalidNote refused) {
      return "the checkpoint of its proof is not good: " + refused.getMessage();
    } catch (IllegalArgumentException malformed) {
      return "its proof holds something that is no base64 of a hash or leaf";
    }
  }

  /** Most proofs of a file share a head: its signature is verified once. */
  private Checkpoint head(String signed) {
    if (head == null || !signed.equals(note)) {
      head = heads.verify(signed);
      note = signed;
    }
    return head;
  }

  @Override
  public void end(ExportFindings findings) {
    // proofs of other events show nothing about this export, and harm nothing
  }

  @Override
  public boolean compares(long size) {
    return false;
  }

  @Override
  public String words() {
    return "; inclusion proofs show that each is in the log";
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

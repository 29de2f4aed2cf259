package org.entitlementledger.api.audit.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.entitlementledger.projections.tree.Hash;

/**
 * That an event is in the tree of a signed head (AUDIT.md, "Proofs").
 *
 * @param leafIndex the position less one
 * @param leaf the base64 of its bytes
 * @param path from the leaf's sibling to the root's child
 * @param checkpoint the signed note
 */
public record ProofAnswer(
    long position,
    long leafIndex,
    String leaf,
    long treeSize,
    List<String> path,
    String checkpoint) {

  /** Hashes as JSON carries them. */
  public static List<String> base64(List<Hash> path) {
    return path.stream().map(Hash::base64).toList();
  }

  /** The same as a C2SP {@code tlog-proof@v1}. */
  public byte[] text() {
    var text = new StringBuilder("c2sp.org/tlog-proof@v1\nindex ").append(leafIndex).append('\n');
    path.forEach(hash -> text.append(hash).append('\n'));
    return text.append('\n').append(checkpoint).toString().getBytes(UTF_8);
  }
}

package org.entitlementledger.projections.tree;

import java.security.MessageDigest;
import org.entitlementledger.projections.Sha256;

/** Hashes leaves and nodes (RFC 6962 section 2.1). For one thread. */
public final class Hasher {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest digest = Sha256.digest();

  /** That of a leaf: {@code SHA-256(0x00 ‖ leaf)}. */
  public Hash leaf(byte[] leaf) {
    digest.update(LEAF);
    return Hash.of(digest.digest(leaf));
  }

  /** That of a node: {@code SHA-256(0x01 ‖ left ‖ right)}. */
  public Hash node(Hash left, Hash right) {
    digest.update(NODE);
    digest.update(left.bytes());
    return Hash.of(digest.digest(right.bytes()));
  }

  /** The root of a tree without leaves: {@code SHA-256()}. */
  public Hash empty() {
    return Hash.of(digest.digest());
  }
}

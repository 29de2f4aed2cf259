package org.entitlementledger.projections.tree;

import java.util.List;

/** Verifies proofs (RFC 9162 sections 2.1.3.2 and 2.1.4.2). */
public final class MerkleProof {
  private MerkleProof() {}

  /**
   * Whether a leaf is in a tree.
   *
   * @param index of the leaf, from 0
   * @param leaf its hash
   * @param path as {@link MerkleTree#inclusion} gives it
   */
  public static boolean includes(long index, long size, Hash leaf, List<Hash> path, Hash root) {
    if (index < 0 || index >= size) {
      return false;
    }
    var hasher = new Hasher();
    var walk = new Walk(index, size - 1);
    Hash at = leaf;
    for (Hash other : path) {
      if (walk.last == 0) {
        return false;
      }
      at = walk.fromRight() ? hasher.node(other, at) : hasher.node(at, other);
      walk.up();
    }
    return walk.last == 0 && at.equals(root);
  }

  /**
   * Whether the tree of {@code to} leaves begins with that of {@code from}.
   *
   * @param path as {@link MerkleTree#consistency} gives it
   */
  public static boolean consistent(long from, long to, Hash first, Hash second, List<Hash> path) {
    if (from <= 0 || from > to) {
      return false;
    }
    if (from == to) {
      return path.isEmpty() && first.equals(second);
    }
    if (path.isEmpty()) {
      return false;
    }
    boolean complete = Long.bitCount(from) == 1;
    List<Hash> rest = complete ? path : path.subList(1, path.size());
    Hash seed = complete ? first : path.getFirst();
    var walk = new Walk(from - 1, to - 1);
    walk.skipRight();
    return grows(walk, seed, rest, first, second);
  }

  private static boolean grows(Walk walk, Hash seed, List<Hash> rest, Hash first, Hash second) {
    var hasher = new Hasher();
    Hash before = seed;
    Hash after = seed;
    for (Hash other : rest) {
      if (walk.last == 0) {
        return false;
      }
      if (walk.fromRight()) {
        before = hasher.node(other, before);
        after = hasher.node(other, after);
      } else {
        after = hasher.node(after, other);
      }
      walk.up();
    }
    return walk.last == 0 && before.equals(first) && after.equals(second);
  }

  /** The way from a leaf to the root: {@code fn} and {@code sn} of RFC 9162. */
  private static final class Walk {
    private long at;
    private long last;

    Walk(long at, long last) {
      this.at = at;
      this.last = last;
    }

    private boolean odd() {
      return (at & 1) == 1;
    }

    /** Whether the node is its parent's right child, or has no sibling and rises until it is. */
    boolean fromRight() {
      if (!odd() && at != last) {
        return false;
      }
      while (!odd() && at != 0) {
        shift();
      }
      return true;
    }

    void skipRight() {
      while (odd()) {
        shift();
      }
    }

    void up() {
      shift();
    }

    private void shift() {
      at >>= 1;
      last >>= 1;
    }
  }
}

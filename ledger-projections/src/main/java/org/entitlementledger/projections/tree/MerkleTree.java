package org.entitlementledger.projections.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Roots and proofs of a Merkle tree over the hashes of its complete subtrees (RFC 6962 section
 * 2.1). Sizes and indexes are up to 2⁶²; each answer asks for at most two nodes a level.
 */
public final class MerkleTree {
  private final Nodes nodes;
  private final Hasher hasher = new Hasher();

  public MerkleTree(Nodes nodes) {
    this.nodes = nodes;
  }

  /** The hashes of complete subtrees. */
  @FunctionalInterface
  public interface Nodes {
    /**
     * That of the {@code 2^height} leaves from {@code index · 2^height} on.
     *
     * @param height 0 for a leaf
     */
    Hash node(int height, long index);
  }

  /** The root of the first {@code size} leaves: {@code MTH(D[size])}. */
  public Hash root(long size) {
    return size == 0 ? hasher.empty() : range(0, size);
  }

  /**
   * Proves that a leaf is in the tree of a size: {@code PATH(index, D[size])}, from the leaf's
   * sibling to the root's child.
   *
   * @param index from 0, under {@code size}
   */
  public List<Hash> inclusion(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException(index + " is not in a tree of " + size);
    }
    var path = new ArrayList<Hash>();
    path(index, 0, size, path);
    return path;
  }

  private void path(long index, long start, long size, List<Hash> path) {
    if (size == 1) {
      return;
    }
    long left = split(size);
    if (index < left) {
      path(index, start, left, path);
      path.add(range(start + left, size - left));
    } else {
      path(index - left, start + left, size - left, path);
      path.add(range(start, left));
    }
  }

  /**
   * Proves that the tree of one size begins with that of another: {@code PROOF(from, D[to])}; empty
   * for equal sizes.
   *
   * @param from above 0: nothing is proven of an empty tree
   */
  public List<Hash> consistency(long from, long to) {
    if (from <= 0 || from > to) {
      throw new IllegalArgumentException("no tree of " + to + " grew from " + from);
    }
    var path = new ArrayList<Hash>();
    subproof(from, 0, to, true, path);
    return path;
  }

  private void subproof(long from, long start, long size, boolean known, List<Hash> path) {
    if (from == size) {
      if (!known) {
        path.add(range(start, size));
      }
      return;
    }
    long left = split(size);
    if (from <= left) {
      subproof(from, start, left, known, path);
      path.add(range(start + left, size - left));
    } else {
      subproof(from - left, start + left, size - left, false, path);
      path.add(range(start, left));
    }
  }

  /**
   * The root of {@code size} leaves; {@code start} is a multiple of a power of two that is ≥ it.
   */
  private Hash range(long start, long size) {
    if (Long.bitCount(size) == 1) {
      int height = Long.numberOfTrailingZeros(size);
      return nodes.node(height, start >> height);
    }
    long left = split(size);
    return hasher.node(range(start, left), range(start + left, size - left));
  }

  /** The largest power of two that is smaller than {@code size}. */
  private static long split(long size) {
    return Long.highestOneBit(size - 1);
  }
}

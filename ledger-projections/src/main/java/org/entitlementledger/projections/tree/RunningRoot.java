package org.entitlementledger.projections.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The root of leaves that come one after the other, in the memory of one hash a level. */
public final class RunningRoot {
  private final Hasher hasher = new Hasher();

  /** The roots of the complete subtrees, the smallest on top: one for each bit of the size. */
  private final Deque<Hash> subtrees = new ArrayDeque<>();

  private long size;

  /**
   * That of the first {@code size} leaves, from the hashes of their complete subtrees.
   *
   * @throws TreeDamaged where {@code nodes} lacks one
   */
  public static RunningRoot of(MerkleTree.Nodes nodes, long size) {
    var roots = new RunningRoot();
    long taken = 0;
    for (int height = Long.SIZE - 2; height >= 0; height--) {
      if ((size >> height & 1) == 1) {
        roots.subtrees.push(nodes.node(height, taken >> height));
        taken += 1L << height;
      }
    }
    roots.size = size;
    return roots;
  }

  /** One that goes on from here by itself. */
  public RunningRoot copy() {
    var copy = new RunningRoot();
    copy.subtrees.addAll(subtrees);
    copy.size = size;
    return copy;
  }

  /** Takes the hash of the next leaf. */
  public void add(Hash leaf) {
    Hash whole = leaf;
    for (long bits = size; (bits & 1) == 1; bits >>= 1) {
      whole = hasher.node(subtrees.pop(), whole);
    }
    subtrees.push(whole);
    size++;
  }

  /** How many leaves there were. */
  public long size() {
    return size;
  }

  /** The root of all of them. */
  public Hash root() {
    @Nullable Hash root = null;
    for (Hash subtree : subtrees) {
      root = root == null ? subtree : hasher.node(subtree, root);
    }
    return root == null ? hasher.empty() : root;
  }
}

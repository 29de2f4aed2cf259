package org.entitlementledger.projections.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Appends leaves to a tree and computes the tiles that change. */
final class TreeAppender {
  private final List<Edge> edges = new ArrayList<>();
  private final Map<TileId, byte[]> full = new LinkedHashMap<>();
  private final Hasher hasher = new Hasher();
  private final long from;
  private long size;

  /** The last, incomplete tile of a level. */
  private static final class Edge {
    private final byte[] hashes = new byte[Tiles.WIDTH * Hash.BYTES];
    private long index;
    private int count;
    private boolean changed;
  }

  /**
   * Starts at the end of a tree.
   *
   * @throws TreeDamaged if the last tile of a level is missing or has another length
   */
  TreeAppender(TileTable table, long size) {
    this.from = size;
    this.size = size;
    int level = 0;
    for (long hashes = size; hashes > 0; hashes /= Tiles.WIDTH) {
      Edge edge = edge(level);
      edge.index = hashes / Tiles.WIDTH;
      edge.count = (int) (hashes % Tiles.WIDTH);
      if (edge.count > 0) {
        TileId id = new TileId(level, edge.index);
        byte[] stored = table.required(id);
        if (stored.length != edge.count * Hash.BYTES) {
          throw new TreeDamaged(id + " does not end where the tree does");
        }
        System.arraycopy(stored, 0, edge.hashes, 0, stored.length);
      }
      level++;
    }
  }

  private Edge edge(int level) {
    if (level == edges.size()) {
      edges.add(new Edge());
    }
    return edges.get(level);
  }

  /** Adds the hash of the next leaf. */
  void add(Hash leaf) {
    add(0, leaf);
    size++;
  }

  private void add(int level, Hash hash) {
    Edge edge = edge(level);
    hash.copyTo(edge.hashes, edge.count);
    edge.count++;
    edge.changed = true;
    if (edge.count == Tiles.WIDTH) {
      byte[] hashes = edge.hashes.clone();
      full.put(new TileId(level, edge.index), hashes);
      edge.index++;
      edge.count = 0;
      edge.changed = false;
      add(level + 1, Tiles.complete(hasher, hashes, 0, Tiles.WIDTH));
    }
  }

  /** The number of leaves of the tree. */
  long size() {
    return size;
  }

  /** The number of appended leaves. */
  long added() {
    return size - from;
  }

  /**
   * The root of all leaves, including the appended ones, computed from the last tiles of the
   * levels.
   */
  Hash root() {
    @Nullable Hash root = null;
    for (Edge edge : edges) {
      int end = edge.count;
      while (end > 0) {
        int count = Integer.lowestOneBit(end);
        end -= count;
        Hash subtree = Tiles.complete(hasher, edge.hashes, end, count);
        root = root == null ? subtree : hasher.node(subtree, root);
      }
    }
    return root == null ? hasher.empty() : root;
  }

  /** The tiles to write: those that became full, and the last ones. */
  Map<TileId, byte[]> changed() {
    var tiles = new LinkedHashMap<>(full);
    for (int level = 0; level < edges.size(); level++) {
      Edge edge = edges.get(level);
      if (edge.changed) {
        tiles.put(
            new TileId(level, edge.index), Arrays.copyOf(edge.hashes, edge.count * Hash.BYTES));
      }
    }
    return tiles;
  }
}

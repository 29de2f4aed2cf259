package org.entitlementledger.projections.tree;

import java.util.HashMap;
import java.util.Map;
import org.entitlementledger.projections.tree.MerkleTree.Nodes;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The hashes of complete subtrees, computed from tiles that are read as they are needed, each once.
 * For one question: an answer at any size asks for two tiles a level at most.
 */
public final class Tiles implements Nodes {
  /** The tiles of a level halve it so often. */
  static final int HEIGHT = 8;

  /** Hashes of a full tile. */
  public static final int WIDTH = 1 << HEIGHT;

  private final TileTable table;
  private final Map<TileId, byte[]> read = new HashMap<>();
  private final Hasher hasher = new Hasher();

  Tiles(TileTable table) {
    this.table = table;
  }

  /** Over the table {@code tile}. */
  public static Tiles of(JdbcOperations jdbc) {
    return new Tiles(new TileTable(jdbc));
  }

  @Override
  public Hash node(int height, long index) {
    int level = height / HEIGHT;
    int within = height % HEIGHT;
    long first = index << within;
    TileId id = new TileId(level, first / WIDTH);
    byte[] hashes = read.computeIfAbsent(id, table::required);
    int place = (int) (first % WIDTH);
    int count = 1 << within;
    if (hashes.length < (place + count) * Hash.BYTES) {
      throw new TreeDamaged(id + " lacks hashes");
    }
    return complete(hasher, hashes, place, count);
  }

  /** The root of {@code count} neighbouring hashes, a power of two. */
  static Hash complete(Hasher hasher, byte[] hashes, int place, int count) {
    if (count == 1) {
      return Hash.in(hashes, place);
    }
    int half = count / 2;
    return hasher.node(
        complete(hasher, hashes, place, half), complete(hasher, hashes, place + half, half));
  }
}

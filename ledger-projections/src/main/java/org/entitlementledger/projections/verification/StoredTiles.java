package org.entitlementledger.projections.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.entitlementledger.projections.tree.Hash;
import org.entitlementledger.projections.tree.Hasher;
import org.entitlementledger.projections.tree.Tiles;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The tiles as they are stored, whatever is in them. The last one of a level stays in memory. */
final class StoredTiles {
  private static final String READ = "select hashes from tile where level = ? and index = ?";
  private static final byte[] NONE = {};

  private final JdbcOperations jdbc;
  private final int level;
  private final Hasher hasher = new Hasher();
  private long index = -1;
  private byte[] hashes = NONE;

  /** Those of a level; that of the leaves is 0. */
  StoredTiles(JdbcOperations jdbc, int level) {
    this.jdbc = jdbc;
    this.level = level;
  }

  private byte[] tile(long number) {
    if (number != index) {
      List<byte[]> found = jdbc.query(READ, (row, one) -> row.getBytes(1), level, number);
      index = number;
      hashes = found.isEmpty() ? NONE : found.getFirst();
    }
    return hashes;
  }

  /** The hash at a place in the level, from 0; null where its tile lacks it. */
  @Nullable Hash hash(long place) {
    return hash(tile(place / Tiles.WIDTH), (int) (place % Tiles.WIDTH));
  }

  private static @Nullable Hash hash(byte[] tile, int place) {
    int from = place * Hash.BYTES;
    return from + Hash.BYTES > tile.length
        ? null
        : Hash.of(Arrays.copyOfRange(tile, from, from + Hash.BYTES));
  }

  /** The root of a tile; null where it is not full. */
  @Nullable Hash root(long number) {
    byte[] tile = tile(number);
    if (tile.length != Tiles.WIDTH * Hash.BYTES) {
      return null;
    }
    List<Hash> nodes = new ArrayList<>();
    for (int place = 0; place < Tiles.WIDTH; place++) {
      nodes.add(hash(tile, place));
    }
    while (nodes.size() > 1) {
      var above = new ArrayList<Hash>();
      for (int i = 0; i < nodes.size(); i += 2) {
        above.add(hasher.node(nodes.get(i), nodes.get(i + 1)));
      }
      nodes = above;
    }
    return nodes.getFirst();
  }
}

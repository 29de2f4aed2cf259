package org.entitlementledger.projections.tree;

import java.util.List;
import java.util.Map;
import org.entitlementledger.projections.database.Dialect;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The table {@code tile}. */
final class TileTable {
  private static final String READ = "select hashes from tile where level = ? and index = ?";

  private final JdbcOperations jdbc;
  private final String write;

  TileTable(JdbcOperations jdbc) {
    this.jdbc = jdbc;
    write =
        Dialect.of(jdbc)
            .upsert(
                "tile",
                List.of("level", "index"),
                List.of("level", "index", "hashes"),
                "values (?, ?, ?)");
  }

  /** The hashes of a tile, one behind the other; null where it is not there. */
  byte @Nullable [] read(TileId id) {
    return jdbc.query(READ, (row, number) -> row.getBytes(1), id.level(), id.index()).stream()
        .findFirst()
        .orElse(null);
  }

  /**
   * The hashes of a tile.
   *
   * @throws TreeDamaged where it is not there
   */
  byte[] required(TileId id) {
    byte[] hashes = read(id);
    if (hashes == null) {
      throw new TreeDamaged(id + " is missing");
    }
    return hashes;
  }

  /** Whether there is one. */
  boolean any() {
    return !jdbc.queryForList("select level from tile limit 1").isEmpty();
  }

  /** Writes tiles, over those that are there. */
  void write(Map<TileId, byte[]> tiles) {
    List<Object[]> rows =
        tiles.entrySet().stream()
            .map(
                tile ->
                    new Object[] {tile.getKey().level(), tile.getKey().index(), tile.getValue()})
            .toList();
    jdbc.batchUpdate(write, rows);
  }
}

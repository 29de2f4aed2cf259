package org.entitlementledger.projections.verification;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.entitlementledger.projections.tree.Hash;
import org.entitlementledger.projections.tree.Tiles;
import org.springframework.jdbc.core.JdbcOperations;

/** The tree beside its hashes: its upper tiles, and that it ends where its newest head says. */
final class TreeShape {
  /** In one statement, and so in one snapshot. */
  private static final String LAST =
      "select index, hashes, (select max(size) from signed_head) as head from tile where level = 0"
          + " order by index desc limit 1";

  private final JdbcOperations jdbc;
  private final Findings findings;
  private final Progress progress;

  TreeShape(JdbcOperations jdbc, Findings findings, Progress progress) {
    this.jdbc = jdbc;
    this.findings = findings;
    this.progress = progress;
  }

  /** How many leaves the tiles hold, and how many the newest head counts. */
  private record Extent(long tiles, long head) {}

  /** Looks at the tree of a size. */
  void check(long size) {
    new UpperTiles(jdbc, findings, progress).check(size);
    for (Extent extent : jdbc.query(LAST, (row, number) -> extent(row))) {
      if (extent.tiles > extent.head) {
        findings.checkpoint(
            extent.head + 1,
            "the tiles go on to %d, and the newest signed head is that of %d events"
                .formatted(extent.tiles, extent.head));
      }
    }
  }

  private static Extent extent(ResultSet row) throws SQLException {
    int hashes = row.getBytes("hashes").length / Hash.BYTES;
    return new Extent(row.getLong("index") * Tiles.WIDTH + hashes, row.getLong("head"));
  }
}

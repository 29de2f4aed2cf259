package org.entitlementledger.projections.verification;

import org.entitlementledger.projections.tree.Hash;
import org.entitlementledger.projections.tree.Tiles;
import org.springframework.jdbc.core.JdbcOperations;

/** The tiles above those of the leaves: each hash is the root of the full tile below. */
final class UpperTiles {
  private final JdbcOperations jdbc;
  private final Findings findings;
  private final Progress progress;

  UpperTiles(JdbcOperations jdbc, Findings findings, Progress progress) {
    this.jdbc = jdbc;
    this.findings = findings;
    this.progress = progress;
  }

  /** Looks at those of a tree of a size, level by level. */
  void check(long size) {
    long span = Tiles.WIDTH;
    for (int level = 1; span <= size; level++) {
      check(level, span, size / span);
      span *= Tiles.WIDTH;
    }
  }

  /**
   * Looks at one level.
   *
   * @param span how many leaves are below each hash
   * @param count how many hashes there are
   */
  private void check(int level, long span, long count) {
    var tiles = new StoredTiles(jdbc, level);
    var below = new StoredTiles(jdbc, level - 1);
    for (long place = 0; place < count; place++) {
      if (place % Tiles.WIDTH == 0) {
        progress.pause();
      }
      long first = place * span + 1;
      if (findings.hashes().between(first - 1, first + span) > 0) {
        continue;
      }
      Hash stored = tiles.hash(place);
      Hash root = below.root(place);
      if (root == null) {
        findings.tile(first, span, "the tile of level %d below is not full".formatted(level - 1));
      } else if (stored == null) {
        long rest = (Tiles.WIDTH - place % Tiles.WIDTH) * span;
        findings.tile(first, rest, "the tile of level %d ends before it".formatted(level));
      } else if (!root.equals(stored)) {
        findings.tile(
            first,
            span,
            "the tile of level %d has another hash than the events from here to %d give"
                .formatted(level, first + span - 1));
      }
    }
  }
}

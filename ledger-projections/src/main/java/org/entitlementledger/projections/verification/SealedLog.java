package org.entitlementledger.projections.verification;

import java.util.Objects;
import org.entitlementledger.projections.log.StoredEvent;
import org.entitlementledger.projections.tree.Checkpoint;
import org.entitlementledger.projections.tree.Hash;
import org.entitlementledger.projections.tree.Hasher;
import org.entitlementledger.projections.tree.Leaf;
import org.entitlementledger.projections.tree.RunningRoot;
import org.entitlementledger.projections.tree.Tiles;
import org.entitlementledger.projections.tree.TreeDamaged;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The rows of the log beside the hashes that were sealed, from one signed head to the next. Where
 * the two differ, the root that was signed says which of them is the one that was sealed.
 */
final class SealedLog {
  private final JdbcOperations jdbc;
  private final Findings findings;
  private final Progress progress;
  private final RecordedTimeCheck sequel;
  private final Hasher hasher = new Hasher();
  private long at;

  /** Over the hashes up to {@link #at}; null where they are not those that were signed. */
  private @Nullable RunningRoot roots = new RunningRoot();

  SealedLog(JdbcOperations jdbc, Findings findings, Progress progress) {
    this.jdbc = jdbc;
    this.findings = findings;
    this.progress = progress;
    sequel = new RecordedTimeCheck(findings);
  }

  /** Which of the two gives the root that was signed. */
  private enum Truth {
    /** They do not differ. */
    BOTH,
    TILES,
    ROWS,
    NEITHER
  }

  /** Walks on to the next head, unless it is there already. */
  void walk(Checkpoint head) {
    if (head.size() <= at) {
      return;
    }
    Truth truth = compare(head);
    if (truth != Truth.BOTH) {
      tell(at, head.size(), truth);
    }
    at = head.size();
  }

  private Truth compare(Checkpoint head) {
    var rows = new LogRows(jdbc, at, head.size(), progress);
    var hashes = new StoredTiles(jdbc, 0);
    RunningRoot tiles = roots;
    RunningRoot own = null;
    boolean differ = false;
    for (long position = at + 1; position <= head.size(); position++) {
      StoredEvent row = rows.at(position);
      Hash leaf = row == null ? null : hasher.leaf(Leaf.of(row));
      Hash sealed = hashes.hash(position - 1);
      if (row != null && leaf != null && Objects.equals(leaf, sealed)) {
        sequel.take(row);
      } else {
        own = differ || tiles == null ? own : tiles.copy();
        differ = true;
      }
      Hash tile = sealed == null ? leaf : sealed;
      tiles = added(tiles, tile);
      own = added(own, leaf == null ? tile : leaf);
    }
    return truth(head, tiles, own, differ);
  }

  private static @Nullable RunningRoot added(@Nullable RunningRoot roots, @Nullable Hash hash) {
    if (roots == null || hash == null) {
      return null;
    }
    roots.add(hash);
    return roots;
  }

  private Truth truth(
      Checkpoint head, @Nullable RunningRoot tiles, @Nullable RunningRoot own, boolean differ) {
    if (tiles != null && tiles.root().equals(head.root())) {
      roots = tiles;
      return differ ? Truth.TILES : Truth.BOTH;
    }
    if (own != null && own.root().equals(head.root())) {
      roots = own;
      return Truth.ROWS;
    }
    boolean judged = roots != null;
    roots = above(head);
    boolean told = tellTiles(head);
    if (judged && roots == null && !told) {
      tellTogether(at + 1, head.size());
    }
    return differ ? Truth.NEITHER : Truth.BOTH;
  }

  /** Tells the tiles that are not what those above them say, and whether there are any. */
  private boolean tellTiles(Checkpoint head) {
    var leaves = new StoredTiles(jdbc, 0);
    var above = new StoredTiles(jdbc, 1);
    boolean told = false;
    for (long tile = at / Tiles.WIDTH; tile * Tiles.WIDTH < head.size(); tile++) {
      long before = tile * Tiles.WIDTH;
      long last = before + Tiles.WIDTH;
      Hash root = leaves.root(tile);
      Hash sealed = above.hash(tile);
      if (root != null
          && sealed != null
          && !root.equals(sealed)
          && findings.hashes().between(before, last + 1) == 0) {
        tellTogether(Math.max(at, before) + 1, Math.min(head.size(), last));
        told = true;
      }
    }
    return told;
  }

  private void tellTogether(long from, long to) {
    findings.tile(
        from,
        to - from + 1,
        "events from here to %d, or their hashes, are not those that were signed".formatted(to));
    findings.events().addAll(from, to);
  }

  /** By the tiles above those of the leaves, which may be as they were; null where they are not. */
  private @Nullable RunningRoot above(Checkpoint head) {
    try {
      RunningRoot above = RunningRoot.of(Tiles.of(jdbc), head.size());
      return above.root().equals(head.root()) ? above : null;
    } catch (TreeDamaged damaged) {
      return null;
    }
  }

  /** Tells what differs between two positions; without a head beyond, by the tiles alone. */
  private void tell(long after, long through, Truth truth) {
    var rows = new LogRows(jdbc, after, through, progress);
    var hashes = new StoredTiles(jdbc, 0);
    for (long position = after + 1; position <= through; position++) {
      StoredEvent row = rows.at(position);
      Hash sealed = hashes.hash(position - 1);
      if (row == null) {
        findings.log(position, "there is no event");
      }
      if (sealed == null) {
        long left = Tiles.WIDTH - (position - 1) % Tiles.WIDTH;
        findings.tile(position, left, "the tile of level 0 ends before it");
      } else if (row != null && !hasher.leaf(Leaf.of(row)).equals(sealed)) {
        if (truth == Truth.ROWS) {
          findings.tile(position, 1, "the tile of level 0 has another hash than was sealed");
        } else {
          findings.log(position, "the stored bytes do not give the sealed hash");
        }
      }
    }
  }

  /**
   * Walks on beyond the last head: what is not sealed yet, up to where the log shall reach, and
   * what tiles may say of it.
   */
  void walkBeyond(long through) {
    var rows = new LogRows(jdbc, at, through, progress);
    var hashes = new StoredTiles(jdbc, 0);
    for (StoredEvent row = rows.next(); row != null; row = rows.next()) {
      findings.missing(at + 1, row.position() - 1);
      at = row.position();
      Hash sealed = hashes.hash(at - 1);
      if (sealed == null || sealed.equals(hasher.leaf(Leaf.of(row)))) {
        sequel.take(row);
      } else {
        findings.log(at, "the stored bytes do not give the sealed hash");
      }
    }
    findings.missing(at + 1, through);
    at = through;
  }
}

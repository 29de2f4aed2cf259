package org.entitlementledger.benchmark;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.benchmark.Callers.Rate;
import org.entitlementledger.projections.Sha256;
import org.entitlementledger.projections.log.StoredEvent;
import org.entitlementledger.projections.log.StoredEvents;
import org.entitlementledger.projections.tree.Hasher;
import org.entitlementledger.projections.tree.Leaf;
import org.entitlementledger.projections.tree.RunningRoot;
import org.springframework.jdbc.core.JdbcOperations;

/** What a verification does with a row that it has read, beside SHA-256 over the same bytes. */
final class Hashing {
  private static final long MOST = 200_000;
  private static final int ROUNDS = 5;

  private final List<StoredEvent> rows = new ArrayList<>();
  private final List<byte[]> leaves = new ArrayList<>();

  Hashing(JdbcOperations jdbc) {
    new StoredEvents(jdbc).each(0, MOST, rows::add);
    rows.forEach(row -> leaves.add(Leaf.of(row)));
  }

  /** Leaves, their hashes and the roots over them, in events a second. */
  Rate verifying() {
    var hasher = new Hasher();
    return best(
        () -> {
          var roots = new RunningRoot();
          rows.forEach(row -> roots.add(hasher.leaf(Leaf.of(row))));
          return roots.root().bytes();
        });
  }

  /** A loop over the same bytes, in events a second. */
  Rate plain() {
    MessageDigest digest = Sha256.digest();
    return best(
        () -> {
          byte[] last = {};
          for (byte[] leaf : leaves) {
            last = digest.digest(leaf);
          }
          return last;
        });
  }

  private interface Round {
    byte[] run();
  }

  private Rate best(Round round) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long before = System.nanoTime();
      if (round.run().length == 0) {
        throw new IllegalStateException("the log is empty");
      }
      best = Math.min(best, System.nanoTime() - before);
    }
    return Rate.once(rows.size(), best);
  }
}

package org.entitlementledger.projections.verification;

import java.util.Objects;
import org.entitlementledger.projections.tree.Checkpoint;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The end of the log, according to the head row and to the newest signed head.
 *
 * @param head the size in the head row; 0 without one
 * @param newest the newest head with a valid signature; null without one
 */
record LogEnd(long head, @Nullable Checkpoint newest) {
  private static final String HEAD = "select coalesce(max(size), 0) from head";

  /** Reads both. */
  static LogEnd read(JdbcOperations jdbc, Signatures signatures) {
    Long head = Objects.requireNonNull(jdbc.queryForObject(HEAD, Long.class));
    return new LogEnd(head, SignedHeads.newest(jdbc, signatures));
  }

  /** The size of the newest signed head. */
  long sealed() {
    return newest == null ? 0 : newest.size();
  }

  /** The position up to which there must be events. */
  long through() {
    return Math.max(head, sealed());
  }
}

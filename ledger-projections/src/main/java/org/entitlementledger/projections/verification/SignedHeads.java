package org.entitlementledger.projections.verification;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import org.entitlementledger.projections.tree.Checkpoint;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The heads that were signed, the oldest first; those that are no longer so are told. */
final class SignedHeads {
  private static final String COLUMNS = "select size, root, note from signed_head where size ";
  private static final String AFTER = COLUMNS + "> ? order by size limit ?";
  private static final String BEFORE = COLUMNS + "< ? and size > 0 order by size desc limit ?";
  private static final int PAGE = 100;
  private static final HexFormat HEX = HexFormat.of();

  private final JdbcOperations jdbc;
  private final Signatures signatures;
  private final Report report;
  private final Deque<Row> ahead = new ArrayDeque<>();
  private long read;

  SignedHeads(JdbcOperations jdbc, Signatures signatures, Report report) {
    this.jdbc = jdbc;
    this.signatures = signatures;
    this.report = report;
  }

  /** A row, the root as hex. */
  private record Row(long size, String root, String note) {}

  /** The newest one that was really signed; null without one. */
  static @Nullable Checkpoint newest(JdbcOperations jdbc, Signatures signatures) {
    long before = Long.MAX_VALUE;
    List<Row> page;
    do {
      page = page(jdbc, BEFORE, before);
      for (Row row : page) {
        Checkpoint signed = signatures.signed(row.note);
        if (signed != null && signed.size() == row.size) {
          return signed;
        }
        before = row.size;
      }
    } while (!page.isEmpty());
    return null;
  }

  private static List<Row> page(JdbcOperations jdbc, String sql, long from) {
    return jdbc.query(
        sql,
        (row, number) -> new Row(row.getLong(1), HEX.formatHex(row.getBytes(2)), row.getString(3)),
        from,
        PAGE);
  }

  /**
   * The next one up to a size that was really signed; null after the last. Those beyond, which may
   * have come meanwhile, are told too where they are bad.
   */
  @Nullable Checkpoint next(long through) {
    for (Row row = poll(); row != null; row = poll()) {
      Checkpoint signed = signatures.signed(row.note);
      if (signed == null) {
        tell(row.size, "no key of this ledger signed the head of " + row.size + " events");
      } else if (signed.size() != row.size) {
        tell(signed.size(), "the head of so many events is stored as that of " + row.size);
      } else {
        if (!signed.root().hex().equals(row.root)) {
          tell(row.size, "the head has another root than the one that was signed");
        }
        if (row.size <= through) {
          return signed;
        }
      }
    }
    return null;
  }

  private @Nullable Row poll() {
    if (ahead.isEmpty()) {
      ahead.addAll(page(jdbc, AFTER, read));
    }
    Row next = ahead.poll();
    read = next == null ? read : next.size;
    return next;
  }

  private void tell(long position, String message) {
    report.add(position, Difference.CHECKPOINT, message);
  }
}

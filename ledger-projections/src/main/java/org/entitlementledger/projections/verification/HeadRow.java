package org.entitlementledger.projections.verification;

import java.util.Objects;
import org.springframework.jdbc.core.JdbcOperations;

/** The head row says where the log ends, and when its last event was recorded. */
final class HeadRow {
  /** In one statement, and so in one snapshot. */
  private static final String READ =
      "select l.last, h.size, h.last_recorded_at, e.recorded_at"
          + " from (select coalesce(max(position), 0) as last from log) l"
          + " left join head h on 1 = 1 left join log e on e.position = h.size";

  private HeadRow() {}

  static void check(JdbcOperations jdbc, Findings findings, Report report) {
    jdbc.query(
        READ,
        row -> {
          long last = row.getLong(1);
          long size = row.getLong(2);
          String said = row.getString(3);
          if (last > size) {
            report.add(
                size + 1,
                Difference.LOG,
                "the head row says that the log ends before it, and it goes on to " + last);
          } else if (size == last && !Objects.equals(said, row.getString(4))) {
            report.add(
                size, Difference.LOG, "the head row says that it was recorded at another time");
          }
        });
    jdbc.queryForList("select position from log where position < 1 order by position", Long.class)
        .forEach(position -> findings.log(position, "it stands before the first position"));
  }
}

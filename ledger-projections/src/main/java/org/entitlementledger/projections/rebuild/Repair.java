package org.entitlementledger.projections.rebuild;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.projector.View;
import org.entitlementledger.projections.row.Key;
import org.entitlementledger.projections.row.Table;
import org.jspecify.annotations.Nullable;

/**
 * Replaces rows by those in memory, some in each transaction, at the position at which the view
 * stands then. A kill leaves the rows that were not replaced yet as they were.
 *
 * @param wanted the events that the rows in memory follow
 */
record Repair(
    ViewCheck check, View view, Table<?> table, FoldedRows folded, Predicate<LoggedEvent> wanted) {
  /** Rows in one transaction. Others wait for its end. */
  private static final int ROWS = 500;

  /** Replaces the rows with some keys. */
  void run(List<Key> keys) throws SQLException {
    for (int from = 0; from < keys.size(); from += ROWS) {
      replace(keys.subList(from, Math.min(keys.size(), from + ROWS)));
    }
  }

  private void replace(List<Key> keys) throws SQLException {
    boolean[] done = {false};
    while (!done[0]) {
      check.inStep(folded, List.of(view), wanted, () -> {});
      check
          .session()
          .write(
              List.of(view),
              () -> {
                done[0] = check.follow(folded, List.of(view), wanted);
                if (done[0]) {
                  write(keys);
                }
              });
      check.pause();
    }
  }

  private void write(List<Key> keys) {
    var right = new ArrayList<@Nullable Object[]>();
    var unfounded = new ArrayList<Object[]>();
    for (Key key : keys) {
      @Nullable Object[] values = folded.rows().values(table, key);
      if (values == null) {
        unfounded.add(key.array());
      } else {
        right.add(values);
      }
    }
    Session session = check.session();
    if (!unfounded.isEmpty()) {
      String condition = String.join(" = ? and ", table.keys()) + " = ?";
      session
          .jdbc()
          .batchUpdate("delete from %s where %s".formatted(table.name(), condition), unfounded);
    }
    table.upsert(session.dialect()).write(session.jdbc(), right);
  }
}

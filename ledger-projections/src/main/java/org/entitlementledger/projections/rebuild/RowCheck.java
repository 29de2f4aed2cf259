package org.entitlementledger.projections.rebuild;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.entitlementledger.projections.projector.View;
import org.entitlementledger.projections.rebuild.Comparison.Kind;
import org.entitlementledger.projections.row.Key;
import org.entitlementledger.projections.row.MemoryRows;
import org.entitlementledger.projections.row.Table;
import org.jspecify.annotations.Nullable;

/** Holds rows of a query against those in memory. */
final class RowCheck {
  private final Table<?> table;
  private final MemoryRows right;
  private final Differences differences;
  private final long last;
  private final Set<Key> seen = new HashSet<>();

  RowCheck(ViewCheck check, View view, Table<?> table, MemoryRows right) {
    this.table = table;
    this.right = right;
    differences = check.of(view);
    last = check.last();
  }

  /** Takes a row of the table; a row of nulls is none. */
  void take(ResultSet row) throws SQLException {
    Key key = table.key(row);
    if (key != null) {
      @Nullable Object[] values = table.raw(row);
      seen.add(key);
      differences.reflects(table.positionOf(values), last);
      differences.compare(table, key, values, right.values(table, key));
    }
  }

  /** All rows were taken that there are for some keys. */
  void end(Collection<Key> keys) {
    for (Key key : keys) {
      if (!seen.contains(key)) {
        @Nullable Object[] missing = Objects.requireNonNull(right.values(table, key));
        differences.add(table, key, table.positionOf(missing), Kind.MISSING);
      }
    }
  }
}

package org.entitlementledger.projections.follow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Divides a live table and its copy into parts along their primary key. Of neither does a part have
 * more rows than the given number, but for those that arrive after it was cut.
 *
 * @param liveTable with its schema
 * @param rows at most in a part
 */
record Parts(JdbcOperations live, String liveTable, Copies copies, Table<?> table, int rows) {

  /** The part that follows a key; null for the first. */
  Part after(@Nullable List<Object> key) {
    String copy = Copies.SCHEMA + "." + table.name();
    List<Object> end = end(copies.jdbc(), copy, new Part(table.keys(), key, null));
    List<Object> nearer = end(live, liveTable, new Part(table.keys(), key, end));
    return new Part(table.keys(), key, nearer == null ? end : nearer);
  }

  /** The key of the last row that fits into a part; null where all rows fit. */
  private @Nullable List<Object> end(JdbcOperations jdbc, String name, Part rest) {
    String keys = String.join(", ", table.keys());
    String sql =
        "select %s from %s%s order by %s limit 1 offset %d"
            .formatted(keys, name, rest.where(), keys, rows - 1);
    List<List<Object>> found =
        jdbc.query(sql, (row, number) -> key(row, table.keys().size()), rest.bounds().toArray());
    return found.isEmpty() ? null : found.getFirst();
  }

  /** The first columns of a row. */
  static List<Object> key(ResultSet row, int columns) throws SQLException {
    var key = new ArrayList<Object>();
    for (int column = 1; column <= columns; column++) {
      Object value = row.getObject(column);
      // a Timestamp would pass through this machine's zone
      key.add(value instanceof Timestamp ? row.getObject(column, OffsetDateTime.class) : value);
    }
    return List.copyOf(key);
  }
}

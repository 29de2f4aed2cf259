package org.entitlementledger.projections.rebuild;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.entitlementledger.projections.row.Table;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Rows in the text format of PostgreSQL's COPY, gathered until they are worth a statement. */
final class CopyBuffer {
  /** In characters, of all tables together. */
  private static final int FULL = 1 << 20;

  private final Map<Table<?>, StringBuilder> rows = new LinkedHashMap<>();
  private int size;

  <R> void add(Table<R> table, List<R> some) {
    StringBuilder text = rows.computeIfAbsent(table, fresh -> new StringBuilder());
    int before = text.length();
    for (R row : some) {
      append(text, table.values(row));
    }
    size += text.length() - before;
  }

  /** Whether it should be written before more is added. */
  boolean full() {
    return size >= FULL;
  }

  /** Writes all rows to the tables that {@code connection} finds under their names. */
  void writeTo(Connection connection) throws SQLException {
    var copy = connection.unwrap(PGConnection.class).getCopyAPI();
    for (var table : rows.entrySet()) {
      String names = String.join(", ", table.getKey().columns());
      try {
        copy.copyIn(
            "copy %s (%s) from stdin".formatted(table.getKey().name(), names),
            new StringReader(table.getValue().toString()));
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }
    rows.clear();
    size = 0;
  }

  private static void append(StringBuilder text, @Nullable Object[] row) {
    for (int i = 0; i < row.length; i++) {
      if (i > 0) {
        text.append('\t');
      }
      switch (row[i]) {
        case null -> text.append("\\N");
        case String value -> escape(text, value);
        case BigDecimal value -> text.append(value.toPlainString());
        case Object value -> text.append(value);
      }
    }
    text.append('\n');
  }

  private static void escape(StringBuilder text, String value) {
    for (int i = 0; i < value.length(); i++) {
      char one = value.charAt(i);
      switch (one) {
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> text.append(one);
      }
    }
  }
}

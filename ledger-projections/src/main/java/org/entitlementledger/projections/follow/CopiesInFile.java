package org.entitlementledger.projections.follow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.projections.Dialect;
import org.entitlementledger.projections.OwnerOnly;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * On H2: a database of their own, in a file beside that of the ledger. In the ledger's, whatever is
 * written to copies would be stored with the next command, which would wait for it.
 */
final class CopiesInFile implements Copies {
  /** The schema of the live rows that are brought here to be compared. */
  private static final String LIVE = "live";

  private static final int ROWS = 1_000;

  /**
   * Each commit is stored by the thread that commits, and space is used again after the default
   * retention time: a background thread whose housekeeping reuses space at once loses chunks that
   * are still read. The file is deleted at the end, so that compacting it would be a waste.
   */
  private static final String SETTINGS = ";WRITE_DELAY=0;MAX_COMPACT_TIME=0;DB_CLOSE_ON_EXIT=FALSE";

  private final JdbcTemplate live;
  private final String liveSchema;
  private final String file;
  private final Connection connection;
  private final JdbcTemplate jdbc;

  /** Makes the file anew. */
  CopiesInFile(Connection ledger, JdbcTemplate live) throws SQLException {
    this.live = live;
    liveSchema = ledger.getSchema();
    file = file(live);
    createEmpty();
    connection = DriverManager.getConnection("jdbc:h2:file:" + file + Dialect.H2_MODE + SETTINGS);
    jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
    try {
      jdbc.execute("create schema " + SCHEMA);
      jdbc.execute("create schema " + LIVE);
      connection.setSchema(SCHEMA);
      connection.setAutoCommit(false);
    } catch (SQLException | RuntimeException failed) {
      try (connection) {
        throw failed;
      }
    }
  }

  /** H2 itself would create a file that everybody may read. */
  private void createEmpty() {
    delete(file);
    try {
      OwnerOnly.createFile(Path.of(file + ".mv.db"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Where the copies of a database are, without the ending. */
  static String file(JdbcOperations live) {
    return live.queryForObject("select database_path()", String.class) + "." + SCHEMA;
  }

  static void delete(String file) {
    try {
      for (String ending : List.of(".mv.db", ".trace.db")) {
        Files.deleteIfExists(Path.of(file + ending));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public JdbcTemplate jdbc() {
    return jdbc;
  }

  @Override
  public void create(Table<?> table) {
    String columns =
        live.queryForObject(
            "select listagg(column_name || ' ' || data_type_sql(table_schema, table_name, 'TABLE',"
                + " dtd_identifier), ', ') within group (order by ordinal_position)"
                + " from information_schema.columns where table_schema = ? and table_name = ?",
            String.class,
            liveSchema,
            table.name());
    for (String schema : List.of(SCHEMA, LIVE)) {
      jdbc.execute("create table %s.%s (%s)".formatted(schema, table.name(), columns));
    }
    Copies.key(jdbc, table);
  }

  @Override
  public void commit() throws SQLException {
    connection.commit();
  }

  @Override
  public String live(Table<?> table, Part part) {
    String here = LIVE + "." + table.name();
    jdbc.execute("truncate table " + here);
    String rows = "select * from " + liveSchema + "." + table.name() + part.where();
    bring(live, rows, part.bounds().toArray(), jdbc, here);
    return here;
  }

  @Override
  public void lock(List<Table<?>> tables) {
    // nobody else writes in the turn
  }

  @Override
  public long replace(Table<?> table, Part part) {
    String there = liveSchema + "." + table.name();
    String here = "select * from " + live(table, part) + part.where();
    String rebuilt = "select * from " + table.name() + part.where();
    Object[] bounds =
        Collections.nCopies(2, part.bounds()).stream().flatMap(List::stream).toArray();
    String keys = String.join(", ", table.keys());
    List<Object[]> wrong =
        jdbc.query(
            "select %s from (%s except %s) wrong".formatted(keys, here, rebuilt),
            (row, number) -> row(row, table.keys().size()),
            bounds);
    String condition = String.join(" = ? and ", table.keys()) + " = ?";
    live.batchUpdate("delete from %s where %s".formatted(there, condition), wrong);
    return (long) wrong.size() + bring(jdbc, rebuilt + " except " + here, bounds, live, there);
  }

  /** Gives the number of rows. */
  private static int bring(
      JdbcOperations source,
      String select,
      Object[] parameters,
      JdbcOperations target,
      String table) {
    Integer brought =
        source.query(
            select,
            found -> {
              int columns = found.getMetaData().getColumnCount();
              String insert =
                  "insert into %s values (%s)"
                      .formatted(table, String.join(", ", Collections.nCopies(columns, "?")));
              var some = new ArrayList<Object[]>(ROWS);
              int count = 0;
              while (found.next()) {
                some.add(row(found, columns));
                count++;
                if (some.size() == ROWS) {
                  target.batchUpdate(insert, some);
                  some.clear();
                }
              }
              target.batchUpdate(insert, some);
              return count;
            },
            parameters);
    return Objects.requireNonNull(brought);
  }

  private static Object[] row(ResultSet found, int columns) throws SQLException {
    var row = new Object[columns];
    for (int column = 0; column < columns; column++) {
      row[column] = found.getObject(column + 1);
    }
    return row;
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      if (!connection.isClosed()) {
        jdbc.execute("shutdown immediately");
      }
    } finally {
      delete(file);
    }
  }
}

package org.entitlementledger.projections.follow;

import java.sql.Connection;
import java.sql.SQLException;
import org.entitlementledger.projections.Dialect;
import org.entitlementledger.projections.follow.View.Table;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;

/** Copies of views' tables, empty at first, that are gone when they are closed. */
interface Copies extends AutoCloseable {

  /** The schema that the copies are in. */
  String SCHEMA = "rebuild";

  /**
   * Copies beside the tables of a database: in a schema of it on PostgreSQL, which is then that of
   * the connection, and in a file of their own on H2, whose commits store all that was written.
   *
   * @param live to the database; theirs until they are closed
   * @param jdbc on that connection
   */
  static Copies of(Connection live, JdbcTemplate jdbc) throws SQLException {
    return switch (Dialect.of(jdbc)) {
      case H2 -> new CopiesInFile(live, jdbc);
      case POSTGRESQL -> new CopiesInSchema(live, jdbc);
    };
  }

  /** Gives a copy its primary key. */
  static void key(JdbcOperations jdbc, Table table) {
    String copy = SCHEMA + "." + table.name();
    for (String key : table.keys()) {
      jdbc.execute("alter table %s alter column %s set not null".formatted(copy, key));
    }
    jdbc.execute(
        "alter table %s add primary key (%s)".formatted(copy, String.join(", ", table.keys())));
  }

  /** The connection that they are on, in whose schema they are. */
  JdbcTemplate jdbc();

  /** Makes an empty copy, with the same primary key. */
  void create(Table table);

  /** Ends a transaction. */
  void commit() throws SQLException;

  /**
   * The live rows of a part of a table: a table of that name on {@link #jdbc} that has those rows,
   * and others perhaps.
   */
  String live(Table table, Part part);

  /**
   * Puts the rows of a copy in the place of the live ones, in the live connection's transaction.
   */
  void swap(Table table);

  @Override
  void close() throws SQLException;
}

package org.entitlementledger.projections.follow;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.entitlementledger.projections.Dialect;
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

  /** Deletes what a process left that was killed while it rebuilt. */
  static void deleteLeftovers(JdbcOperations jdbc) {
    if (Dialect.of(jdbc) == Dialect.H2) {
      CopiesInFile.delete(CopiesInFile.file(jdbc));
    }
  }

  /** Gives a copy its primary key. */
  static void key(JdbcOperations jdbc, Table<?> table) {
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
  void create(Table<?> table);

  /** Ends a transaction. */
  void commit() throws SQLException;

  /**
   * The live rows of a part of a table: a table of that name on {@link #jdbc} that has those rows,
   * and others perhaps.
   */
  String live(Table<?> table, Part part);

  /**
   * Keeps others from writing to live tables until the live connection's transaction ends. On H2
   * the write turn does that already.
   *
   * @throws org.springframework.dao.PessimisticLockingFailureException where others hold them too
   *     long; the transaction can only be rolled back then
   */
  void lock(List<Table<?>> tables);

  /**
   * Makes the live rows of a part of a table equal to those of its copy, in the live connection's
   * transaction. Rows that are equal already are not touched.
   *
   * @return the number of rows that were deleted and inserted
   */
  long replace(Table<?> table, Part part);

  @Override
  void close() throws SQLException;
}

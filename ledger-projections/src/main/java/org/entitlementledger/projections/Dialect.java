package org.entitlementledger.projections;

import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/** The few sentences of SQL that H2 and PostgreSQL word differently. */
public enum Dialect {
  H2,
  POSTGRESQL;

  /**
   * What connections that write views are set to on PostgreSQL. Rows of views and their token are
   * in one transaction: what a crash of the database takes of the one it takes of the other, and
   * the log gives it again, so that nothing waits for the disk. Rows are looked up by their keys,
   * however few the table seems to have.
   */
  public static final String VIEWS_ON_POSTGRESQL =
      "set synchronous_commit = off; set enable_hashjoin = off; set enable_mergejoin = off";

  /** In a URL of H2: as close to PostgreSQL as it comes. */
  public static final String H2_MODE =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

  /**
   * Makes sure that what was committed is on the disk: H2 answers a commit before it is, with
   * {@code WRITE_DELAY=0} too (DESIGN.md, decision 9); PostgreSQL does not.
   */
  public void sync(JdbcOperations jdbc) {
    if (this == H2) {
      inFile(jdbc, H2File::store);
    }
  }

  /**
   * Writes what was committed: the first half of {@link #sync}, for the turn of a writer that waits
   * for the disk after it.
   */
  public void write(JdbcOperations jdbc) {
    if (this == H2) {
      inFile(jdbc, H2File::write);
    }
  }

  /** Waits until what was written is on the disk: the second half. */
  public void awaitDisk(JdbcOperations jdbc) {
    if (this == H2) {
      inFile(jdbc, H2File::sync);
    }
  }

  private interface FileOperation {
    void in(H2File file) throws SQLException;
  }

  private static void inFile(JdbcOperations jdbc, FileOperation operation) {
    jdbc.execute(
        (ConnectionCallback<?>)
            connection -> {
              operation.in(H2File.of(connection));
              return null;
            });
  }

  /** That of the database that {@code jdbc} talks to. */
  public static Dialect of(JdbcOperations jdbc) {
    String product = jdbc.execute((ConnectionCallback<String>) Dialect::product);
    return "H2".equals(product) ? H2 : POSTGRESQL;
  }

  private static String product(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName();
  }
}

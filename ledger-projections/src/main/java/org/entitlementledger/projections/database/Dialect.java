package org.entitlementledger.projections.database;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.entitlementledger.projections.database.h2.H2Dialect;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/** What the ledger's databases do or word differently. */
public interface Dialect {
  /** That of the database that {@code jdbc} talks to. */
  static Dialect of(JdbcOperations jdbc) {
    String product =
        jdbc.execute(
            (ConnectionCallback<String>)
                connection -> connection.getMetaData().getDatabaseProductName());
    return H2Dialect.PRODUCT.equals(product) ? new H2Dialect() : new PostgresDialect();
  }

  /** That of the database at a JDBC URL. */
  static Dialect of(String url) {
    return H2Dialect.speaks(url) ? new H2Dialect() : new PostgresDialect();
  }

  /** The embedded database of this name in a folder. */
  static DatabaseFile file(Path folder, String name) {
    return H2Dialect.file(folder, name);
  }

  /** As migrations of this database alone name it. */
  String vendor();

  /**
   * The URL with which this process alone says when the database closes, unless it says so itself.
   */
  default String closedByTheService(String url) {
    return url;
  }

  /** The URL with which nothing is made where there is no database. */
  default String onlyExisting(String url) {
    return url;
  }

  /** The URL without its parameters, which may contain credentials. */
  String withoutParameters(String url);

  /** Whether the database has closed itself, so that all connections to it fail from now on. */
  default boolean hasClosed(SQLException thrown) {
    return false;
  }

  /** Why this database may lose what it has committed; null if it does not. */
  @Nullable DurabilityFault durabilityFault(JdbcOperations jdbc);

  /**
   * Whether the database runs in this process and belongs to it alone. Its transactions that write
   * take turns, and no thread that uses it may be interrupted.
   */
  boolean embedded();

  /** Whether what a transaction can read of others is on the disk. */
  boolean readsWhatIsDurable();

  /** Makes sure that what was committed is on the disk; does nothing where a commit does so. */
  default void sync(JdbcOperations jdbc) {
    write(jdbc);
    awaitDisk(jdbc);
  }

  /**
   * Writes what was committed, so that {@link #awaitDisk} finds it; nothing where a commit does.
   */
  void write(JdbcOperations jdbc);

  /** Waits until what was written is on the disk; transactions go on meanwhile. */
  void awaitDisk(JdbcOperations jdbc);

  /** The JDBC isolation level in which a transaction sees one state of the whole database. */
  int snapshotIsolation();

  /** An expression for the time at which it is evaluated. */
  String clock();

  /** An expression that tells one run of the server from another; null where it is embedded. */
  String serverStart();

  /**
   * A query for the only row of a table that locks it until the transaction ends.
   *
   * @param columns of the table
   * @param more expressions that are evaluated once the lock is there
   */
  String selectLocked(String table, String columns, String more);

  /**
   * A statement that inserts rows, or overwrites those with their keys; a key stands in the rows
   * once.
   *
   * @param rows {@code values} or a query
   */
  String upsert(String table, List<String> keys, List<String> columns, String rows);

  /** Lets nobody else write to a table until the transaction ends. */
  void lockAgainstWriters(JdbcOperations jdbc, String table);
}

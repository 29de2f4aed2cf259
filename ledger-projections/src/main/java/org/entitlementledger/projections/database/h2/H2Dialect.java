package org.entitlementledger.projections.database.h2;

import java.sql.SQLException;
import java.util.List;
import org.entitlementledger.projections.database.Dialect;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/** What H2 does. */
public record H2Dialect() implements Dialect {
  /** As the driver names it. */
  public static final String PRODUCT = "H2";

  /** In a URL: as close to PostgreSQL as it comes. */
  public static final String MODE =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

  /** Its repeatable read fixes each table when it is first touched, and not all at once. */
  private static final int SNAPSHOT = 6;

  @Override
  public boolean embedded() {
    return true;
  }

  @Override
  public boolean readsWhatIsDurable() {
    return false;
  }

  /** A commit is answered before it is on the disk, with {@code WRITE_DELAY=0} too. */
  @Override
  public void write(JdbcOperations jdbc) {
    inFile(jdbc, H2File::write);
  }

  @Override
  public void awaitDisk(JdbcOperations jdbc) {
    inFile(jdbc, H2File::sync);
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

  @Override
  public int snapshotIsolation() {
    return SNAPSHOT;
  }

  @Override
  public String clock() {
    return "current_timestamp";
  }

  @Override
  public String serverStart() {
    return "cast(null as timestamp(6) with time zone)";
  }

  @Override
  public String selectLocked(String table, String columns, String more) {
    return "select %s, %s from %s for update".formatted(columns, more, table);
  }

  @Override
  public String upsert(String table, List<String> keys, List<String> columns, String rows) {
    return "merge into %s (%s) key (%s) %s"
        .formatted(table, String.join(", ", columns), String.join(", ", keys), rows);
  }

  /** Transactions that write take turns. */
  @Override
  public void lockAgainstWriters(JdbcOperations jdbc, String table) {
    // nobody else writes
  }
}

package org.entitlementledger.projections.database.h2;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.entitlementledger.projections.database.DatabaseFile;
import org.entitlementledger.projections.database.Dialect;
import org.entitlementledger.projections.database.DurabilityFault;
import org.h2.engine.Constants;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/** What H2 does. */
public record H2Dialect() implements Dialect {
  /** As the driver names it. */
  public static final String PRODUCT = "H2";

  /** In a URL: as close to PostgreSQL as it comes. */
  private static final String MODE =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

  private static final String PREFIX = "jdbc:h2:";

  /** Its own shutdown hook would close the file while commands are still answered. */
  private static final String CLOSED_BY_THE_SERVICE = ";DB_CLOSE_ON_EXIT=FALSE";

  /**
   * In the URL of a ledger. H2 never stores by itself, which might persist half a transaction. The
   * service closes it after the writer has stopped, and H2 compacts its file then, for at most 5 s.
   * Pages are compressed: they are written again with each change, and the file holds those that
   * are dead too.
   */
  private static final String SETTINGS =
      MODE
          + ";COMPRESS=TRUE;WRITE_DELAY=0;LOCK_TIMEOUT=3000;MAX_COMPACT_TIME=5000"
          + CLOSED_BY_THE_SERVICE;

  /** General error, database closed, connection broken, I/O errors, file corrupted. */
  private static final Set<Integer> CLOSED =
      Set.of(50_000, 90_098, 90_067, 90_121, 90_028, 90_031, 90_030);

  /** Two letters at least: one is a drive of Windows. */
  private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z]+:");

  /** Its repeatable read fixes each table when it is first touched, and not all at once. */
  private static final int SNAPSHOT = 6;

  /** Whether a JDBC URL leads to H2. */
  public static boolean speaks(String url) {
    return url.startsWith(PREFIX);
  }

  /** The database of this name in a folder. */
  public static DatabaseFile file(Path folder, String name) {
    Path path = folder.toAbsolutePath().normalize().resolve(name);
    return new DatabaseFile(
        PREFIX + "file:" + path + SETTINGS, path.resolveSibling(name + Constants.SUFFIX_MV_FILE));
  }

  @Override
  public String vendor() {
    return "h2";
  }

  @Override
  public String closedByTheService(String url) {
    boolean says = url.toUpperCase(Locale.ROOT).contains(";DB_CLOSE_ON_EXIT=");
    return says ? url : url + CLOSED_BY_THE_SERVICE;
  }

  @Override
  public String onlyExisting(String url) {
    return url + ";IFEXISTS=TRUE";
  }

  @Override
  public String withoutParameters(String url) {
    int parameters = url.indexOf(';');
    return parameters < 0 ? url : url.substring(0, parameters);
  }

  /** As it does when the disk is full, for one; a new connection opens the file again. */
  @Override
  public boolean hasClosed(SQLException thrown) {
    return CLOSED.contains(thrown.getErrorCode());
  }

  @Override
  public @Nullable DurabilityFault durabilityFault(JdbcOperations jdbc) {
    String path = jdbc.queryForObject("select database_path()", String.class);
    if (path == null || SCHEME.matcher(path).find()) {
      return new DurabilityFault(
          "H2 keeps the ledger where a commit does not reach the disk: "
              + (path == null ? "in memory" : path)
              + ".",
          "Leave spring.datasource.url out and set ledger.data to a folder on a disk, or give the"
              + " URL of a PostgreSQL database.");
    }
    Path folder = Path.of(path).toAbsolutePath().getParent();
    return SyncProbe.reachesDisk(folder, SETTINGS)
        ? null
        : new DurabilityFault(
            "What this H2 stores does not reach the file in " + folder + ".",
            "Use the H2 that comes with the service, or a PostgreSQL database.");
  }

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

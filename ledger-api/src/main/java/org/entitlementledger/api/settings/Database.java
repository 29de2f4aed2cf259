package org.entitlementledger.api.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.entitlementledger.projections.Dialect;
import org.entitlementledger.projections.OwnerOnly;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Where the ledger's database is: H2 in a file, or PostgreSQL. */
public record Database(String url, @Nullable String username, @Nullable String password) {
  /** Otherwise H2's own hook closes the file at a SIGTERM, while commands are being answered. */
  private static final String CLOSED_BY_THE_SERVICE = ";DB_CLOSE_ON_EXIT=FALSE";

  /**
   * It stores nothing of its own accord, which might be half a transaction. It is closed by the
   * service when the writer has ended, and makes its file smaller then, for 5 s at most: half of it
   * is dead after many commands.
   */
  public static final String H2_SETTINGS =
      Dialect.H2_MODE
          + ";WRITE_DELAY=0;LOCK_TIMEOUT=3000;MAX_COMPACT_TIME=5000"
          + CLOSED_BY_THE_SERVICE;

  private static final String NAME = "ledger";

  /** The database of the URL that is set, or a file of H2 in the folder {@code ledger.data}. */
  public static Database of(DataSourceProperties properties, LedgerSettings settings) {
    String url = properties.getUrl();
    if (url != null && !url.isBlank()) {
      return new Database(url, properties.getUsername(), properties.getPassword())
          .closedByTheService();
    }
    try {
      OwnerOnly.createFolder(settings.data());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return in(settings.data());
  }

  /** Unless the URL says itself when H2 closes. */
  private Database closedByTheService() {
    boolean says = url.toUpperCase(Locale.ROOT).contains(";DB_CLOSE_ON_EXIT=");
    return h2() && !says ? new Database(url + CLOSED_BY_THE_SERVICE, username, password) : this;
  }

  /**
   * The same, for whoever may begin a new ledger in it: H2 would create the file of a new one for
   * everybody to read, so it is there before, for its owner alone.
   */
  public static Database forNewLedger(DataSourceProperties properties, LedgerSettings settings) {
    Database database = of(properties, settings);
    if (database.equals(in(settings.data()))) {
      try {
        OwnerOnly.createFile(settings.data().resolve(NAME + ".mv.db"));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    return database;
  }

  /** H2 in the file {@code ledger} in {@code folder}. */
  public static Database in(Path folder) {
    Path file = folder.toAbsolutePath().normalize().resolve(NAME);
    return new Database("jdbc:h2:file:" + file + H2_SETTINGS, "sa", "");
  }

  /**
   * The same for statements that are short.
   *
   * @param seconds after so long an attempt to connect fails, and so does a statement
   */
  public DataSource unpooled(int seconds) {
    return unpooled(
        h2()
            ? Map.of()
            : Map.of(
                "loginTimeout", String.valueOf(seconds),
                "connectTimeout", String.valueOf(seconds),
                "socketTimeout", String.valueOf(seconds)));
  }

  /** Whether it is H2; otherwise it is PostgreSQL. */
  public boolean h2() {
    return url.startsWith("jdbc:h2:");
  }

  /** Its connections outside of all pools, for statements that may take long; close each. */
  public DataSource unpooled() {
    return unpooled(
        h2() ? Map.of() : Map.of("reWriteBatchedInserts", "true", "tcpKeepAlive", "true"));
  }

  private DataSource unpooled(Map<String, String> driver) {
    var own = new DriverManagerDataSource(url);
    var properties = new Properties();
    if (username != null) {
      properties.setProperty("user", username);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    properties.putAll(driver);
    own.setConnectionProperties(properties);
    return own;
  }

  /** Without user, password and what follows the database's name, where they may stand too. */
  @Override
  public String toString() {
    int parameters = url.indexOf(h2() ? ';' : '?');
    return parameters < 0 ? url : url.substring(0, parameters);
  }
}

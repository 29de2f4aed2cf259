package org.entitlementledger.api.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.entitlementledger.api.settings.LedgerSettings;
import org.entitlementledger.projections.OwnerOnly;
import org.entitlementledger.projections.database.h2.H2Dialect;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Where the ledger's database is: H2 in a file, or PostgreSQL. */
public record Database(String url, @Nullable String username, @Nullable String password) {
  /** H2's own shutdown hook would close the file while commands are still answered. */
  private static final String CLOSED_BY_THE_SERVICE = ";DB_CLOSE_ON_EXIT=FALSE";

  /**
   * H2 never stores by itself, which might persist half a transaction. The service closes it after
   * the writer has stopped, and H2 compacts its file then, for at most 5 s.
   */
  public static final String EMBEDDED_SETTINGS =
      H2Dialect.MODE
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
      OwnerOnly.createFolder(settings.dataFolder());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return in(settings.dataFolder());
  }

  /** Unless the URL says itself when H2 closes. */
  private Database closedByTheService() {
    boolean says = url.toUpperCase(Locale.ROOT).contains(";DB_CLOSE_ON_EXIT=");
    return embedded() && !says
        ? new Database(url + CLOSED_BY_THE_SERVICE, username, password)
        : this;
  }

  /**
   * The same for a caller that may create a new ledger. H2 would create its file readable by
   * everybody, so the file is created first, readable by its owner only.
   */
  public static Database forNewLedger(DataSourceProperties properties, LedgerSettings settings) {
    Database database = of(properties, settings);
    if (database.equals(in(settings.dataFolder()))) {
      try {
        OwnerOnly.createFile(settings.dataFolder().resolve(NAME + ".mv.db"));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    return database;
  }

  /** H2 in the file {@code ledger} in {@code folder}. */
  public static Database in(Path folder) {
    Path file = folder.toAbsolutePath().normalize().resolve(NAME);
    return new Database("jdbc:h2:file:" + file + EMBEDDED_SETTINGS, "sa", "");
  }

  /**
   * The same for short statements.
   *
   * @param seconds the timeout of connecting and of each statement
   */
  public DataSource unpooled(int seconds) {
    return unpooled(
        embedded()
            ? Map.of()
            : Map.of(
                "loginTimeout", String.valueOf(seconds),
                "connectTimeout", String.valueOf(seconds),
                "socketTimeout", String.valueOf(seconds)));
  }

  /** Whether it runs in this process, from a file of H2; otherwise it is PostgreSQL. */
  public boolean embedded() {
    return url.startsWith("jdbc:h2:");
  }

  /** Connections outside all pools, for long statements; close each. */
  public DataSource unpooled() {
    return unpooled(
        embedded() ? Map.of() : Map.of("reWriteBatchedInserts", "true", "tcpKeepAlive", "true"));
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

  /** Without user, password and URL parameters, which may contain them. */
  @Override
  public String toString() {
    int parameters = url.indexOf(embedded() ? ';' : '?');
    return parameters < 0 ? url : url.substring(0, parameters);
  }
}

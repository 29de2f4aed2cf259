package org.entitlementledger.api.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.entitlementledger.api.settings.LedgerSettings;
import org.entitlementledger.projections.OwnerOnly;
import org.entitlementledger.projections.database.Dialect;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Where the ledger's database is: embedded in a file, or on a server. */
public record Database(String url, @Nullable String username, @Nullable String password) {
  private static final String NAME = "ledger";

  /** The database of the URL that is set, or a file in the folder {@code ledger.data}. */
  public static Database of(DataSourceProperties properties, LedgerSettings settings) {
    String url = properties.getUrl();
    if (url != null && !url.isBlank()) {
      return new Database(
          Dialect.of(url).closedByTheService(url),
          properties.getUsername(),
          properties.getPassword());
    }
    try {
      OwnerOnly.createFolder(settings.dataFolder());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return in(settings.dataFolder());
  }

  /**
   * The same for a caller that may create a new ledger. Its file would be created readable by
   * everybody, so the file is created first, readable by its owner only.
   */
  public static Database forNewLedger(DataSourceProperties properties, LedgerSettings settings) {
    Database database = of(properties, settings);
    if (database.equals(in(settings.dataFolder()))) {
      try {
        OwnerOnly.createFile(Dialect.file(settings.dataFolder(), NAME).path());
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    return database;
  }

  /** The file {@code ledger} in {@code folder}. */
  public static Database in(Path folder) {
    return new Database(Dialect.file(folder, NAME).url(), "sa", "");
  }

  /** The same where nothing is made if there is none. */
  public Database onlyExisting() {
    return new Database(dialect().onlyExisting(url), username, password);
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

  /** What this database does or words otherwise than others. */
  public Dialect dialect() {
    return Dialect.of(url);
  }

  /** Whether it runs in this process, from a file. */
  public boolean embedded() {
    return dialect().embedded();
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
    return dialect().withoutParameters(url);
  }
}

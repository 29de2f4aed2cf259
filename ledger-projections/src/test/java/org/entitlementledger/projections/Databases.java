package org.entitlementledger.projections;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.entitlementledger.projections.database.Dialect;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;

/** The two databases that the ledger runs on, for tests: real ones, with durability on. */
public enum Databases {
  H2 {
    @Override
    public Database empty(Path folder) {
      return new Database(Dialect.file(folder, "ledger-" + MADE.incrementAndGet()).url(), "sa", "");
    }

    @Override
    public Database copy(Database original, Path folder) {
      Database copy = empty(folder);
      try {
        Files.copy(file(original), file(copy));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
      return copy;
    }

    private static Path file(Database database) {
      String url = database.url();
      return Path.of(url.substring("jdbc:h2:file:".length(), url.indexOf(';')) + ".mv.db");
    }
  },
  POSTGRESQL {
    @Override
    public Database empty(Path folder) {
      return Server.create("template1");
    }

    @Override
    public Database migrated(Path folder) {
      return Server.create(Server.MIGRATED);
    }

    @Override
    public Database copy(Database original, Path folder) {
      return Server.create(original.name());
    }
  };

  private static final AtomicInteger MADE = new AtomicInteger();

  /**
   * An empty database.
   *
   * @param folder where H2 puts its file
   */
  public abstract Database empty(Path folder);

  /** A database like another, which nobody is connected to. */
  public abstract Database copy(Database original, Path folder);

  /** A database with the ledger's schema. */
  public Database migrated(Path folder) {
    Database database = empty(folder);
    database.migrate();
    return database;
  }

  /** The server that the tests of one JVM share; each has a database of its own in it. */
  public static EmbeddedPostgres server() {
    return Server.ONE;
  }

  private static final class Server {
    private static final EmbeddedPostgres ONE = start();
    private static final String MIGRATED = migrated();

    /** The schema is made once; the databases of tests are copies. */
    private static String migrated() {
      Database database = create("template1");
      database.migrate();
      return database.name();
    }

    private static Database create(String template) {
      String name = "ledger_" + MADE.incrementAndGet();
      new JdbcTemplate(ONE.getPostgresDatabase())
          .execute("create database " + name + " template " + template);
      return new Database(
          ONE.getJdbcUrl("postgres", name) + "&reWriteBatchedInserts=true", "postgres", "");
    }

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  /** Where a database is. */
  public record Database(String url, String username, String password) {
    private String name() {
      return url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
    }

    /** A pool of connections to it; close it. */
    public HikariDataSource pool(int size) {
      var pool = new HikariDataSource();
      pool.setJdbcUrl(url);
      pool.setUsername(username);
      pool.setPassword(password);
      pool.setMaximumPoolSize(size);
      pool.setConnectionTimeout(3_000);
      return pool;
    }

    /** Brings it to the newest schema. */
    public void migrate() {
      Flyway.configure()
          .dataSource(url, username, password)
          .locations(
              "classpath:db/migration/common", "classpath:db/migration/" + Dialect.of(url).vendor())
          .load()
          .migrate();
    }
  }
}

package org.entitlementledger.api;

import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import org.entitlementledger.api.security.Issuer;
import org.entitlementledger.api.settings.Database;
import org.entitlementledger.api.settings.LedgerSettings;
import org.entitlementledger.projections.log.Head;
import org.entitlementledger.projections.log.LedgerClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Tells the operator in five lines what has started: the version, the database, the ledger and its
 * clock, where it listens, and how callers sign in.
 */
@Component
final class StartReport {
  private static final Logger LOG = LoggerFactory.getLogger(StartReport.class);

  private final Environment environment;
  private final ServerProperties server;
  private final LedgerSettings settings;
  private final Database database;
  private final JdbcTemplate jdbc;
  private final LedgerClock clock;

  StartReport(
      Environment environment,
      ServerProperties server,
      LedgerSettings settings,
      Database database,
      JdbcTemplate jdbc,
      LedgerClock clock) {
    this.environment = environment;
    this.server = server;
    this.settings = settings;
    this.database = database;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Order(Ordered.HIGHEST_PRECEDENCE)
  @EventListener(ApplicationReadyEvent.class)
  void log() {
    LOG.info("Entitlement Ledger {} on Java {}", version(), Runtime.version());
    try {
      LOG.info("Database: {} at {}, schema version {}", product(), database, schema());
      LOG.info("Ledger {}", ledger(clock.head()));
    } catch (DataAccessException away) {
      LOG.warn("The database {} does not answer", database, away);
    }
    LOG.info("Listening on {}", address());
    String issuer = Issuer.of(environment);
    if (issuer == null) {
      LOG.info("Local users sign in with the passwords in {}", credentials());
    } else {
      LOG.info("Users sign in with tokens from {}", issuer);
    }
  }

  private static String version() {
    @Nullable String version = LedgerApplication.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  private @Nullable String product() {
    return jdbc.execute(
        (ConnectionCallback<String>)
            connection -> {
              DatabaseMetaData product = connection.getMetaData();
              return product.getDatabaseProductName() + " " + product.getDatabaseProductVersion();
            });
  }

  private @Nullable String schema() {
    return jdbc.queryForObject(
        "select version from flyway_schema_history where success and version is not null"
            + " order by installed_rank desc limit 1",
        String.class);
  }

  private static String ledger(Head head) {
    String kind =
        head.testNow() == null
            ? "real events, the clock says " + head.now()
            : "a rehearsal, its clock says " + head.now();
    return "%s: %d events, %s".formatted(head.ledgerId(), head.size(), kind);
  }

  private String address() {
    boolean encrypted = server.getSsl() != null && server.getSsl().isEnabled();
    String host =
        Issuer.of(environment) == null
            ? "127.0.0.1"
            : server.getAddress() == null ? "0.0.0.0" : server.getAddress().getHostAddress();
    String url =
        (encrypted ? "https://" : "http://")
            + host
            + ":"
            + environment.getProperty("local.server.port");
    return url + ", API reference at " + url + "/swagger-ui.html";
  }

  private Path credentials() {
    return settings.data().toAbsolutePath().normalize().resolve("credentials");
  }
}

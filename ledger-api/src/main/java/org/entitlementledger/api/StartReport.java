package org.entitlementledger.api;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.sql.DatabaseMetaData;
import org.entitlementledger.api.admin.backup.Schema;
import org.entitlementledger.api.database.Database;
import org.entitlementledger.api.security.Credentials;
import org.entitlementledger.api.security.Issuer;
import org.entitlementledger.api.settings.LedgerSettings;
import org.entitlementledger.api.settings.ProgramVersion;
import org.entitlementledger.projections.log.Head;
import org.entitlementledger.projections.log.LedgerClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.Ssl;
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
 * Logs what has started, in five lines: the version, the database, the ledger and its clock, the
 * address, and how callers sign in.
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
    LOG.info("Entitlement Ledger {} on Java {}", ProgramVersion.text(), Runtime.version());
    try {
      LOG.info("Database: {} at {}, schema version {}", product(), database, Schema.version(jdbc));
      LOG.info("Ledger {}", ledger(clock.head()));
    } catch (DataAccessException away) {
      LOG.warn("The database {} does not answer", database, away);
    }
    LOG.info("Listening on {}", address());
    String issuer = Issuer.of(environment);
    if (issuer == null) {
      LOG.info(
          "Local users sign in with the passwords in {}", Credentials.file(settings.dataFolder()));
    } else {
      LOG.info("Users sign in with tokens from {}", issuer);
    }
  }

  private @Nullable String product() {
    return jdbc.execute(
        (ConnectionCallback<String>)
            connection -> {
              DatabaseMetaData product = connection.getMetaData();
              return product.getDatabaseProductName() + " " + product.getDatabaseProductVersion();
            });
  }

  private static String ledger(Head head) {
    String kind =
        head.testNow() == null
            ? "real events, the clock says " + head.now()
            : "a rehearsal, its clock says " + head.now();
    return "%s: %d events, %s".formatted(head.ledgerId(), head.size(), kind);
  }

  private String address() {
    String port = environment.getProperty("local.server.port");
    String url = (Ssl.isEnabled(server.getSsl()) ? "https://" : "http://") + host() + ":" + port;
    return url + ", API reference at " + url + "/swagger-ui.html";
  }

  /** Without an issuer it is loopback, whatever is set. */
  private String host() {
    if (Issuer.of(environment) == null) {
      return "127.0.0.1";
    }
    InetAddress address = server.getAddress();
    if (address == null) {
      return "0.0.0.0";
    }
    return address instanceof Inet6Address
        ? "[" + address.getHostAddress() + "]"
        : address.getHostAddress();
  }
}

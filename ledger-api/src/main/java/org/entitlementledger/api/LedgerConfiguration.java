package org.entitlementledger.api;

import com.zaxxer.hikari.HikariConfig;
import java.nio.file.Path;
import java.util.List;
import org.entitlementledger.api.database.Database;
import org.entitlementledger.api.database.DatabaseAvailability;
import org.entitlementledger.api.database.DatabasePool;
import org.entitlementledger.api.database.WriterConnections;
import org.entitlementledger.api.settings.DataFolder;
import org.entitlementledger.api.settings.LedgerSettings;
import org.entitlementledger.api.web.request.Spool;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.log.LedgerClock;
import org.entitlementledger.projections.log.LogSignal;
import org.entitlementledger.projections.log.LogStream;
import org.entitlementledger.projections.log.LogTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Configures what everything else needs: the database, the catalogue and the log. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerSettings.class)
class LedgerConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerConfiguration.class);

  /** Questions may take long; a connection that says nothing for so long is dead. */
  private static final int SOCKET_SECONDS = 60;

  private static final int CONNECTION_MILLIS = 3_000;

  /** To connect, and to answer, when only whether the database is there is asked. */
  private static final int CHECK_SECONDS = 1;

  /** The database of the URL that is set, or a file in the folder {@code ledger.data}. */
  @Bean
  Database database(DataSourceProperties properties, LedgerSettings settings) {
    DataFolder.warnOfOtherReaders(settings.dataFolder());
    return Database.forNewLedger(properties, settings);
  }

  /** Whether the database can be reached; nobody asks where it is embedded. */
  @Bean(initMethod = "start")
  DatabaseAvailability databaseAvailability(Database database) {
    return new DatabaseAvailability(database.unpooled(CHECK_SECONDS));
  }

  /** The connections of questions and views. */
  @Bean
  DatabasePool dataSource(
      Database database, DatabaseAvailability availability, LedgerSettings settings) {
    var config = new HikariConfig();
    config.setPoolName("ledger");
    config.setJdbcUrl(database.url());
    config.setUsername(database.username());
    config.setPassword(database.password());
    config.setMaximumPoolSize(settings.connections());
    config.setConnectionTimeout(CONNECTION_MILLIS);
    if (database.embedded()) {
      WriterConnections.embedded(config);
    } else {
      WriterConnections.postgresql(config, SOCKET_SECONDS);
    }
    return new DatabasePool(config, availability);
  }

  /** Where request bodies go that are not kept in memory. */
  @Bean
  Spool spool(LedgerSettings settings) {
    return new Spool(settings.dataFolder());
  }

  /** What is sold. A file that is wrong makes the start fail. */
  @Bean
  Catalogue catalogue(LedgerSettings settings) {
    Path file = settings.catalogueFile();
    Catalogue catalogue = file == null ? CatalogueFile.builtIn() : CatalogueFile.read(file);
    List<String> fine = ClientDigits.exceeding(catalogue);
    if (!fine.isEmpty()) {
      LOG.warn("Clients that read 64-bit numbers may round quantities of {}", fine);
    }
    return catalogue;
  }

  @Bean
  WriteTurn writeTurn(JdbcTemplate jdbc) {
    return new WriteTurn(jdbc);
  }

  @Bean
  LedgerClock ledgerClock(JdbcTemplate jdbc) {
    return new LedgerClock(jdbc);
  }

  @Bean
  LogTable logTable(JdbcTemplate jdbc) {
    return new LogTable(jdbc);
  }

  /** What the views follow. */
  @Bean
  LogStream logStream(JdbcTemplate jdbc) {
    return new LogStream(jdbc, new LogSignal());
  }
}

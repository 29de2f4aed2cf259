package org.entitlementledger.api.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import org.entitlementledger.api.database.Database;
import org.entitlementledger.api.database.DatabaseAvailability;
import org.entitlementledger.api.database.DatabasePool;
import org.entitlementledger.api.database.DurabilityCheck;
import org.entitlementledger.api.database.LedgerIdentity;
import org.entitlementledger.api.database.Transactions;
import org.entitlementledger.api.database.WriterConnections;
import org.entitlementledger.api.ledger.account.CurrentAccounts;
import org.entitlementledger.api.ledger.account.PublishedAccounts;
import org.entitlementledger.api.process.FatalErrors;
import org.entitlementledger.api.settings.LedgerSettings;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.database.h2.FileUpkeep;
import org.entitlementledger.projections.log.LogStream;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.projector.LagLimit;
import org.entitlementledger.projections.snapshot.Snapshotter;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Configures the writer, after checks that this database can keep its promises. */
@Configuration(proxyBeanMethods = false)
class WriterConfiguration {
  /** What an event in memory weighs, with room to spare; a quarter of the heap is for accounts. */
  private static final long BYTES_OF_AN_EVENT = 1_024;

  private static final int SHARE_OF_HEAP = 4;

  /** The share of the heap for accounts as they were when a repeated command was decided. */
  private static final int SHARE_OF_PAST = 32;

  /** The share of the heap that one snapshot of an account may need while it is written. */
  private static final int SHARE_OF_SNAPSHOT = 8;

  private static final int BYTES_OF_A_STORED_EVENT = 256;

  @Bean
  Transactions transactions(Database database, DatabaseAvailability availability, WriteTurn turn) {
    return new Transactions(
        new DatabasePool(WriterConnections.config(database), availability), turn);
  }

  @Bean
  @DependsOnDatabaseInitialization
  Writer writer(
      Transactions transactions,
      LedgerSettings settings,
      Catalogue catalogue,
      PublishedAccounts published,
      Snapshotter snapshotter,
      LogStream followers,
      LagLimit lag,
      MeterRegistry meters) {
    DurabilityCheck.run(transactions.jdbc());
    LedgerIdentity.settle(transactions, settings.testClock());
    long mostEvents = eventsIn(SHARE_OF_HEAP);
    var metrics = new WriterMetrics(meters);
    var loop =
        new CommitLoop(
            transactions, catalogue, mostEvents, published, snapshotter, followers, metrics);
    return new Writer(loop, lag, settings.writer().queue(), metrics, FatalErrors::end);
  }

  /** Closed after the writer, before the connections. */
  @Bean
  @DependsOnDatabaseInitialization
  Snapshotter snapshotter(
      JdbcTemplate jdbc, PlatformTransactionManager transactions, WriteTurn turn) {
    var transaction = new TransactionTemplate(transactions);
    long mostBytes = Runtime.getRuntime().maxMemory() / SHARE_OF_SNAPSHOT;
    var snapshotter =
        new Snapshotter(
            jdbc,
            work -> {
              turn.take();
              try {
                transaction.executeWithoutResult(status -> work.run());
              } finally {
                turn.end();
              }
            },
            mostBytes / BYTES_OF_A_STORED_EVENT);
    snapshotter.start();
    return snapshotter;
  }

  @Bean
  PublishedAccounts publishedAccounts() {
    return new PublishedAccounts();
  }

  @Bean
  CurrentAccounts currentAccounts(
      PublishedAccounts published, JdbcTemplate jdbc, Writer writer, MeterRegistry meters) {
    return new CurrentAccounts(published, jdbc, writer::catchUp, meters);
  }

  @Bean
  CommandAnswers commandAnswers(LogTable log) {
    int mostEvents = (int) Math.min(Integer.MAX_VALUE, eventsIn(SHARE_OF_PAST));
    return new CommandAnswers(new PastResults(log, mostEvents));
  }

  private static long eventsIn(int shareOfHeap) {
    return Runtime.getRuntime().maxMemory() / shareOfHeap / BYTES_OF_AN_EVENT;
  }

  /** Once the writer has begun; a server looks after its own files. */
  @Bean
  FileUpkeep fileUpkeep(
      Database database, Transactions transactions, WriteTurn turn, Writer begun) {
    var upkeep = new FileUpkeep(transactions.connections(), turn);
    if (database.embedded()) {
      upkeep.start();
    }
    return upkeep;
  }
}

package org.entitlementledger.api.admin;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.entitlementledger.api.database.Database;
import org.entitlementledger.api.database.DatabaseAvailability;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.audit.AuditQueries;
import org.entitlementledger.projections.directory.DirectoryQueries;
import org.entitlementledger.projections.history.AccountHistories;
import org.entitlementledger.projections.history.AsOf;
import org.entitlementledger.projections.history.FoldedAccounts;
import org.entitlementledger.projections.log.LogStream;
import org.entitlementledger.projections.movement.ExplanationQueries;
import org.entitlementledger.projections.movement.MovementQueries;
import org.entitlementledger.projections.projector.LagLimit;
import org.entitlementledger.projections.projector.View;
import org.entitlementledger.projections.projector.ViewPositions;
import org.entitlementledger.projections.rebuild.Rebuild;
import org.entitlementledger.projections.register.RegisterQueries;
import org.entitlementledger.projections.remaining.RemainingQueries;
import org.entitlementledger.projections.report.ReportQueries;
import org.entitlementledger.projections.views.Views;
import org.entitlementledger.projections.voucher.VoucherQueries;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Configures the views and their queries. */
@Configuration(proxyBeanMethods = false)
class ViewsConfiguration {
  /** An embedded database has one process at a time: what the last one claimed is this one's. */
  private static final String ONLY_NODE = "the only node";

  /** Of what questions about the past have folded. */
  private static final int SHARE_OF_HEAP_FOR_STATES = 16;

  private static final int BYTES_OF_A_FOLDED_EVENT = 512;

  @Bean
  ViewPositions viewPositions(JdbcTemplate jdbc, MeterRegistry meters) {
    var positions = new ViewPositions(jdbc);
    for (View view : Views.ALL) {
      ViewMeters.register(view.name(), positions, meters);
    }
    return positions;
  }

  @Bean
  LagLimit lagLimit(LogStream log, ViewPositions positions) {
    return new LagLimit(log, positions);
  }

  @Bean
  @DependsOnDatabaseInitialization
  FollowedViews followedViews(
      Database database,
      DatabaseAvailability availability,
      LogStream log,
      ViewPositions positions,
      WriteTurn turn) {
    String node = database.embedded() ? ONLY_NODE : UUID.randomUUID().toString();
    return new FollowedViews(database, availability, log, positions, turn, node);
  }

  @Bean("viewsHealthIndicator")
  ViewsHealth viewsHealth(ViewPositions positions) {
    return new ViewsHealth(positions);
  }

  @Bean
  @DependsOnDatabaseInitialization
  Rebuild rebuild(Database database, JdbcTemplate jdbc, WriteTurn turn) {
    var rebuild = new Rebuild(database.unpooled(), jdbc, turn);
    rebuild.dropLeftovers();
    return rebuild;
  }

  @Bean
  AccountQueries accountQueries(JdbcTemplate jdbc) {
    return new AccountQueries(jdbc);
  }

  @Bean
  RemainingQueries remainingQueries(JdbcTemplate jdbc, AccountQueries accounts) {
    return new RemainingQueries(jdbc, accounts);
  }

  @Bean
  MovementQueries movementQueries(JdbcTemplate jdbc, AccountQueries accounts, AsOf asOf) {
    return new MovementQueries(jdbc, accounts, asOf);
  }

  @Bean
  ExplanationQueries explanationQueries(
      JdbcTemplate jdbc, AccountQueries accounts, MovementQueries movements) {
    return new ExplanationQueries(jdbc, accounts, movements);
  }

  @Bean
  RegisterQueries registerQueries(JdbcTemplate jdbc) {
    return new RegisterQueries(jdbc);
  }

  @Bean
  VoucherQueries voucherQueries(JdbcTemplate jdbc) {
    return new VoucherQueries(jdbc);
  }

  @Bean
  AuditQueries auditQueries(JdbcTemplate jdbc) {
    return new AuditQueries(jdbc);
  }

  @Bean
  ReportQueries reportQueries(JdbcTemplate jdbc) {
    return new ReportQueries(jdbc);
  }

  @Bean
  DirectoryQueries directoryQueries(JdbcTemplate jdbc) {
    return new DirectoryQueries(jdbc);
  }

  @Bean
  FoldedAccounts foldedAccounts(JdbcTemplate jdbc) {
    long bytes = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP_FOR_STATES;
    return new FoldedAccounts(jdbc, bytes / BYTES_OF_A_FOLDED_EVENT);
  }

  @Bean
  AsOf asOf(JdbcTemplate jdbc, FoldedAccounts accounts) {
    return new AsOf(jdbc, accounts);
  }

  @Bean
  AccountHistories histories(JdbcTemplate jdbc, FoldedAccounts accounts) {
    return new AccountHistories(jdbc, accounts);
  }
}

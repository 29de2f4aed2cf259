package org.entitlementledger.api.finance.closing;

import org.entitlementledger.api.ledger.Writer;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.audit.ChangeQueries;
import org.entitlementledger.projections.finance.RollForwardQueries;
import org.entitlementledger.projections.log.LedgerClock;
import org.entitlementledger.projections.projector.ViewPositions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Configures what completes closings, and what is asked of them. */
@Configuration(proxyBeanMethods = false)
class ClosingConfiguration {
  @Bean
  ClosingTotals closingTotals(
      RollForwardQueries rollForwards, ViewPositions views, LedgerClock clock) {
    return new RollForwardClosingTotals(rollForwards, views, clock);
  }

  @Bean
  ChangeQueries changeQueries(JdbcTemplate jdbc) {
    return new ChangeQueries(jdbc);
  }

  @Bean
  ClosingRun closingRun(Writer writer, JdbcTemplate jdbc, WriteTurn turn, ClosingTotals totals) {
    return new ClosingRun(writer, jdbc, turn, totals);
  }
}

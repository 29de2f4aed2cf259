package org.entitlementledger.api.finance.closing;

import java.util.List;
import org.entitlementledger.api.ledger.Writer;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.audit.ChangeQueries;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Configures what completes closings, and what is asked of them. */
@Configuration(proxyBeanMethods = false)
class ClosingConfiguration {
  @Bean
  ClosingTotals closingTotals() {
    return (after, through, position, alive) -> List.of();
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

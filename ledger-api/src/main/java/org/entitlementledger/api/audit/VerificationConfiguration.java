package org.entitlementledger.api.audit;

import java.util.List;
import org.entitlementledger.projections.log.LedgerClock;
import org.entitlementledger.projections.rebuild.Rebuild;
import org.entitlementledger.projections.tree.KeyRing;
import org.entitlementledger.projections.verification.Signatures;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Configures verifications. */
@Configuration(proxyBeanMethods = false)
class VerificationConfiguration {
  @Bean
  Verifications verifications(
      JdbcTemplate jdbc,
      VerificationTable table,
      LedgerClock clock,
      Rebuild rebuild,
      LedgerKeys keys) {
    KeyRing ring = keys.ring();
    var signatures = new Signatures(ring == null ? List.of() : ring.verifiers());
    return new Verifications(jdbc, table, clock, rebuild, signatures);
  }
}

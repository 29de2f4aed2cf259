package org.entitlementledger.api.audit;

import org.entitlementledger.api.ledger.Writer;
import org.entitlementledger.api.settings.LedgerSettings;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.tree.SealedTree;
import org.entitlementledger.projections.tree.Seals;
import org.entitlementledger.projections.tree.SignedHead;
import org.entitlementledger.projections.tree.TreeDamaged;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Configures the hash tree and its keys. */
@Configuration(proxyBeanMethods = false)
class TreeConfiguration {
  @Bean
  Seals seals(JdbcTemplate jdbc) {
    return new Seals(jdbc);
  }

  @Bean
  SealedTree sealedTree(JdbcTemplate jdbc, Seals seals) {
    return new SealedTree(jdbc, seals);
  }

  /** Once the writer has settled which ledger it is, and before anything is sealed. */
  @Bean
  @DependsOnDatabaseInitialization
  LedgerKeys ledgerKeys(
      JdbcTemplate jdbc, LedgerSettings settings, Seals seals, WriteTurn turn, Writer settled) {
    return LedgerKeys.of(settings, new HeadTable(jdbc).read(), sealed(seals, turn));
  }

  private static @Nullable Long sealed(Seals seals, WriteTurn turn) {
    turn.take();
    try {
      seals.refresh();
      SignedHead newest = seals.newest();
      return newest == null ? null : newest.size();
    } catch (TreeDamaged damaged) {
      // the sealer says so, and everything else goes on
      return Long.MAX_VALUE;
    } finally {
      turn.end();
    }
  }

  @Bean("treeHealthIndicator")
  TreeHealth treeHealth(NodeSealer sealing, Seals seals) {
    return new TreeHealth(sealing, seals);
  }
}

package org.entitlementledger.api.audit;

import org.entitlementledger.api.ledger.Writer;
import org.entitlementledger.api.settings.LedgerSettings;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.tree.Checkpoints;
import org.entitlementledger.projections.tree.SealedTree;
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
  Checkpoints checkpoints(JdbcTemplate jdbc) {
    return new Checkpoints(jdbc);
  }

  @Bean
  SealedTree sealedTree(JdbcTemplate jdbc, Checkpoints checkpoints) {
    return new SealedTree(jdbc, checkpoints);
  }

  /** Once the writer has settled which ledger it is, and before anything is sealed. */
  @Bean
  @DependsOnDatabaseInitialization
  LedgerKeys ledgerKeys(
      JdbcTemplate jdbc,
      LedgerSettings settings,
      Checkpoints checkpoints,
      WriteTurn turn,
      Writer settled) {
    return LedgerKeys.of(settings, new HeadTable(jdbc).read(), sealed(checkpoints, turn));
  }

  private static @Nullable Long sealed(Checkpoints checkpoints, WriteTurn turn) {
    turn.take();
    try {
      checkpoints.refresh();
      SignedHead newest = checkpoints.newest();
      return newest == null ? null : newest.size();
    } catch (TreeDamaged damaged) {
      // the sealer says so, and everything else goes on
      return Long.MAX_VALUE;
    } finally {
      turn.end();
    }
  }

  @Bean("treeHealthIndicator")
  TreeHealth treeHealth(NodeSealer sealing, Checkpoints checkpoints) {
    return new TreeHealth(sealing, checkpoints);
  }
}

package org.entitlementledger.api.audit;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.entitlementledger.api.database.Database;
import org.entitlementledger.api.database.DatabaseAvailability;
import org.entitlementledger.api.database.WriterConnections;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.log.LogStream;
import org.entitlementledger.projections.tree.CheckpointSigner;
import org.entitlementledger.projections.tree.Checkpoints;
import org.entitlementledger.projections.tree.KeyRing;
import org.entitlementledger.projections.tree.Sealer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Seals the log on this node, with connections of its own; without a key it seals nothing. */
@Component
public final class NodeSealer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeSealer.class);

  private final @Nullable HikariDataSource pool;
  private final @Nullable Sealer sealer;
  private final @Nullable String withoutKey;

  NodeSealer(
      Database database,
      DatabaseAvailability availability,
      LogStream log,
      WriteTurn turn,
      LedgerKeys keys,
      Checkpoints checkpoints,
      MeterRegistry meters) {
    withoutKey = keys.obstacle();
    KeyRing ring = keys.ring();
    if (ring == null) {
      LOG.error("this node seals nothing: {}", withoutKey);
      pool = null;
      sealer = null;
    } else {
      pool = WriterConnections.sealer(database, availability);
      Timer timer =
          Timer.builder("ledger.tree.seals")
              .description("From looking for new events to having their signed head on disk")
              .register(meters);
      sealer = new Sealer(log, new CheckpointSigner(pool, turn, ring, checkpoints), timer::record);
      sealer.start();
    }
    Gauge.builder("ledger.tree.size", checkpoints, known -> (double) known.size())
        .description("The newest event that is sealed, as far as this node knows")
        .register(meters);
    Gauge.builder("ledger.tree.halted", this, node -> node.obstacle() == null ? 0 : 1)
        .description("1 where this node seals nothing, 0 otherwise")
        .register(meters);
  }

  /** Why this node seals nothing, in words; null where it does. */
  @Nullable String obstacle() {
    return sealer == null ? withoutKey : sealer.obstacle();
  }

  @Override
  public void close() {
    if (sealer != null) {
      sealer.close();
    }
    if (pool != null) {
      pool.close();
    }
  }
}

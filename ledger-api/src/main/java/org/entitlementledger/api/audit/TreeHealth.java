package org.entitlementledger.api.audit;

import org.entitlementledger.projections.tree.Checkpoints;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Shows how far the log is sealed and whether this node seals. Never down: a ledger that was
 * tampered with must still answer. The log says why a node does not seal.
 */
final class TreeHealth implements HealthIndicator {
  private final NodeSealer sealing;
  private final Checkpoints checkpoints;

  TreeHealth(NodeSealer sealing, Checkpoints checkpoints) {
    this.sealing = sealing;
    this.checkpoints = checkpoints;
  }

  @Override
  public Health health() {
    return Health.up()
        .withDetail("size", checkpoints.size())
        .withDetail("seals", sealing.obstacle() == null)
        .build();
  }
}

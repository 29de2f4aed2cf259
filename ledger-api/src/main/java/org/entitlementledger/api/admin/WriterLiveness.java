package org.entitlementledger.api.admin;

import org.entitlementledger.api.ledger.Writer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Down after the writer's thread has died, which only a restart repairs. An unavailable database is
 * no reason to restart.
 */
@Component("writerHealthIndicator")
final class WriterLiveness implements HealthIndicator {
  private final Writer writer;

  WriterLiveness(Writer writer) {
    this.writer = writer;
  }

  @Override
  public Health health() {
    return (writer.alive() ? Health.up() : Health.down()).build();
  }
}

package org.entitlementledger.api.admin;

import org.entitlementledger.api.ledger.Writer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Down where the writer's thread has died: only a new process helps. A database that is away, or a
 * writer that waits for it, is no reason to start another.
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

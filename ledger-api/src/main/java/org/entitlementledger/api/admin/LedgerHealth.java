package org.entitlementledger.api.admin;

import org.entitlementledger.api.database.DatabaseAvailability;
import org.entitlementledger.api.ledger.Writer;
import org.entitlementledger.api.settings.LedgerSettings;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Down while the ledger cannot accept commands: the database is unavailable or the writer hangs.
 * Everybody may read it, so it never says why; it does say whether the ledger is a rehearsal.
 */
@Component("ledgerHealthIndicator")
final class LedgerHealth implements HealthIndicator {
  private final Writer writer;
  private final DatabaseAvailability database;
  private final boolean rehearsal;

  LedgerHealth(Writer writer, DatabaseAvailability database, LedgerSettings settings) {
    this.writer = writer;
    this.database = database;
    this.rehearsal = settings.testClock() != null;
  }

  @Override
  public Health health() {
    return (writer.available() && database.reachable() ? Health.up() : Health.down())
        .withDetail("rehearsal", rehearsal)
        .build();
  }
}

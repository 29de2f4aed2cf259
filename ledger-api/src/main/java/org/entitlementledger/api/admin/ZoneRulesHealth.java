package org.entitlementledger.api.admin;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Always up: shows the version of the time-zone rules, so that nodes can be compared. */
@Component("zoneRulesHealthIndicator")
final class ZoneRulesHealth implements HealthIndicator {
  private final ZoneRulesVersion version;

  ZoneRulesHealth(ZoneRulesVersion version) {
    this.version = version;
  }

  @Override
  public Health health() {
    return Health.up().withDetail("version", version.get()).build();
  }
}

package org.entitlementledger.api.security.token;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Down while the newest fetch of the issuer's keys has failed, with its cause. While there are no
 * keys at all the cause is part of the status, which everybody may read: nobody can sign in to read
 * more.
 */
public record IssuerHealth(IssuerKeys keys) implements HealthIndicator {

  @Override
  public Health health() {
    IssuerFault fault = keys.fault();
    if (fault == null) {
      return Health.up().build();
    }
    return Health.status(down(keys)).withDetail("cause", fault.getMessage()).build();
  }

  /** Down, with the cause where nobody can sign in. */
  static Status down(IssuerKeys keys) {
    IssuerFault fault = keys.fault();
    return keys.areHeld() || fault == null
        ? Status.DOWN
        : new Status(Status.DOWN.getCode(), fault.getMessage());
  }
}

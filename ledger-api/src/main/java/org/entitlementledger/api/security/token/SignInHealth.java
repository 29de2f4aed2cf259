package org.entitlementledger.api.security.token;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Down where nobody can sign in, since there are no keys to verify tokens with: requests are better
 * sent elsewhere.
 *
 * @param keys absent where credentials are verified without an issuer
 */
public record SignInHealth(@Nullable IssuerKeys keys) implements HealthIndicator {

  @Override
  public Health health() {
    return keys == null || keys.areHeld()
        ? Health.up().build()
        : Health.status(IssuerHealth.down(keys)).build();
  }
}

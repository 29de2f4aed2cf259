package org.entitlementledger.api.security;

import java.util.List;
import org.springframework.core.env.Environment;

/** Whether tokens of an OpenID Connect issuer sign users in, or local passwords do. */
final class Issuer {
  private static final String PREFIX = "spring.security.oauth2.resourceserver.jwt.";
  private static final List<String> SETTINGS =
      List.of(PREFIX + "issuer-uri", PREFIX + "jwk-set-uri", PREFIX + "public-key-location");

  private Issuer() {}

  static boolean isSet(Environment settings) {
    return SETTINGS.stream()
        .map(settings::getProperty)
        .anyMatch(value -> value != null && !value.isBlank());
  }
}

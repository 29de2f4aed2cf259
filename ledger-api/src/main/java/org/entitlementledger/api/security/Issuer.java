package org.entitlementledger.api.security;

import java.util.List;
import org.entitlementledger.api.write.StartRefused;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Whether tokens of an OpenID Connect issuer sign users in, or local passwords do. */
final class Issuer {
  private static final String PREFIX = "spring.security.oauth2.resourceserver.jwt.";
  private static final List<String> SETTINGS =
      List.of(PREFIX + "issuer-uri", PREFIX + "jwk-set-uri", PREFIX + "public-key-location");

  private static final String AUDIENCES = PREFIX + "audiences";

  private Issuer() {}

  /**
   * Makes sure that the settings say for whom tokens must be made.
   *
   * @param any tokens for any service of the issuer are taken
   * @throws StartRefused otherwise
   */
  static void requireAudience(Environment settings, boolean any) {
    List<?> audiences =
        Binder.get(settings).bind(AUDIENCES, Bindable.listOf(String.class)).orElse(List.of());
    if (audiences.isEmpty() && !any) {
      throw new StartRefused(
          "Tokens that the issuer made for another service would be taken: no audience is set.",
          "Set "
              + AUDIENCES
              + " to what tokens for this ledger have in their claim aud, or set"
              + " ledger.security.any-audience=true where the issuer serves this ledger alone.");
    }
  }

  static boolean isSet(Environment settings) {
    return SETTINGS.stream()
        .map(settings::getProperty)
        .anyMatch(value -> value != null && !value.isBlank());
  }
}

package org.entitlementledger.api.security;

import java.util.List;
import java.util.stream.Stream;
import org.entitlementledger.api.settings.StartRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Whether users authenticate with tokens of an OpenID Connect issuer, or with local passwords. */
public final class Issuer {
  private static final String PREFIX = "spring.security.oauth2.resourceserver.jwt.";
  private static final List<String> URLS = List.of(PREFIX + "issuer-uri", PREFIX + "jwk-set-uri");
  private static final String FILE = PREFIX + "public-key-location";

  private static final String AUDIENCES = PREFIX + "audiences";

  private Issuer() {}

  /**
   * Requires an audience for tokens.
   *
   * @param any whether tokens for any audience are accepted
   * @throws StartRefused if neither is set
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
    return of(settings) != null;
  }

  /** The source of the keys; null if local passwords are used. */
  public static @Nullable String of(Environment settings) {
    return Stream.concat(URLS.stream(), Stream.of(FILE))
        .filter(name -> isGiven(settings, name))
        .map(settings::getProperty)
        .findFirst()
        .orElse(null);
  }

  /** Whether keys are fetched by URL rather than read from a file. */
  static boolean isAsked(Environment settings) {
    return URLS.stream().anyMatch(name -> isGiven(settings, name));
  }

  private static boolean isGiven(Environment settings, String name) {
    String value = settings.getProperty(name);
    return value != null && !value.isBlank();
  }
}

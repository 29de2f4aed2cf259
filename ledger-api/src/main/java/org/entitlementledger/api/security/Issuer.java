package org.entitlementledger.api.security;

import java.util.List;
import java.util.stream.Stream;
import org.entitlementledger.api.write.StartRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Whether tokens of an OpenID Connect issuer sign users in, or local passwords do. */
public final class Issuer {
  private static final String PREFIX = "spring.security.oauth2.resourceserver.jwt.";
  private static final List<String> URLS = List.of(PREFIX + "issuer-uri", PREFIX + "jwk-set-uri");
  private static final String FILE = PREFIX + "public-key-location";

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
    return of(settings) != null;
  }

  /** Where the keys of tokens come from; null where local passwords sign users in. */
  public static @Nullable String of(Environment settings) {
    return Stream.concat(URLS.stream(), Stream.of(FILE))
        .filter(name -> isGiven(settings, name))
        .map(settings::getProperty)
        .findFirst()
        .orElse(null);
  }

  /** Whether keys are fetched from an issuer; then no file is read. */
  static boolean isAsked(Environment settings) {
    return URLS.stream().anyMatch(name -> isGiven(settings, name));
  }

  private static boolean isGiven(Environment settings, String name) {
    String value = settings.getProperty(name);
    return value != null && !value.isBlank();
  }
}

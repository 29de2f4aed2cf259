package org.entitlementledger.api.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.entitlementledger.api.security.token.ClaimChecks;
import org.entitlementledger.api.security.token.IssuerClient;
import org.entitlementledger.api.security.token.IssuerHealth;
import org.entitlementledger.api.security.token.IssuerKeys;
import org.entitlementledger.api.security.token.SignInHealth;
import org.entitlementledger.api.security.token.SigningKeys;
import org.entitlementledger.api.security.token.TokenDecoder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Verifies tokens. Spring Boot's decoders fix their algorithms at start, refuse tokens of RFC 9068,
 * and ask the issuer for each unknown key.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OAuth2ResourceServerProperties.class)
class TokenConfiguration {
  private static final String ALGORITHMS =
      "spring.security.oauth2.resourceserver.jwt.jws-algorithms";

  /** Whether users authenticate with tokens. */
  static final class TakesTokens implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return Issuer.isSet(context.getEnvironment());
    }
  }

  /** Whether keys are fetched rather than read from a file. */
  static final class FetchesKeys implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return Issuer.isAsked(context.getEnvironment());
    }
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  @Conditional(FetchesKeys.class)
  IssuerKeys issuerKeys(OAuth2ResourceServerProperties properties) {
    var jwt = properties.getJwt();
    return new IssuerKeys(new IssuerClient(given(jwt.getIssuerUri()), given(jwt.getJwkSetUri())));
  }

  @Bean
  @Conditional(FetchesKeys.class)
  IssuerHealth issuerHealthIndicator(IssuerKeys keys) {
    return new IssuerHealth(keys);
  }

  /** Always present, since readiness includes it. */
  @Bean
  SignInHealth signInHealthIndicator(ObjectProvider<IssuerKeys> keys) {
    return new SignInHealth(keys.getIfAvailable());
  }

  @Bean
  @Conditional(TakesTokens.class)
  JwtDecoder tokenDecoder(
      OAuth2ResourceServerProperties properties,
      Environment environment,
      ObjectProvider<IssuerKeys> keys)
      throws IOException {
    var jwt = properties.getJwt();
    IssuerKeys fetched = keys.getIfAvailable();
    JWKSource<SecurityContext> source =
        fetched == null ? oneKey(publicKey(jwt.readPublicKey())) : fetched;
    return new TokenDecoder(
        new SigningKeys(source, algorithms(environment)),
        new ClaimChecks(given(jwt.getIssuerUri()), jwt.getAudiences()));
  }

  private static @Nullable String given(@Nullable String setting) {
    return setting == null || setting.isBlank() ? null : setting;
  }

  /** All by default; Boot's own default is RS256 only. */
  private static Set<JWSAlgorithm> algorithms(Environment environment) {
    List<String> named =
        Binder.get(environment).bind(ALGORITHMS, Bindable.listOf(String.class)).orElse(List.of());
    if (named.isEmpty()) {
      return SigningKeys.ALGORITHMS;
    }
    Set<JWSAlgorithm> algorithms =
        named.stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet());
    if (!SigningKeys.ALGORITHMS.containsAll(algorithms)) {
      throw new IllegalArgumentException(
          ALGORITHMS + " must be some of " + SigningKeys.ALGORITHMS + ", not " + named);
    }
    return algorithms;
  }

  private static RSAPublicKey publicKey(String pem) {
    RSAPublicKey key =
        RsaKeyConverters.x509()
            .convert(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    if (key == null) {
      throw new IllegalArgumentException("public-key-location must be a PEM file of an RSA key");
    }
    return key;
  }

  /** The key for every token, whatever id it names. */
  private static JWKSource<SecurityContext> oneKey(RSAPublicKey key) {
    List<JWK> keys = List.of(new RSAKey.Builder(key).build());
    return (selector, context) -> keys;
  }
}

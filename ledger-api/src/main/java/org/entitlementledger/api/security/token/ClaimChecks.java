package org.entitlementledger.api.security.token;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;

/** Checks the claims of a token whose signature is valid, each with its own fault. */
public final class ClaimChecks {
  private static final JwtTimestampValidator TIMES = new JwtTimestampValidator();

  /**
   * One check.
   *
   * @param fault of a token that does not pass
   */
  private record Check(Function<Jwt, TokenFault> fault, Predicate<Jwt> passes) {
    Check(TokenFault fault, Predicate<Jwt> passes) {
      this(token -> fault, passes);
    }
  }

  private final List<Check> checks = new ArrayList<>();

  /**
   * The checks.
   *
   * @param issuer absent for any
   * @param audiences of which a token must name one; none for any
   */
  public ClaimChecks(@Nullable String issuer, List<String> audiences) {
    checks.add(new Check(TokenFault.TYPE, passes(types())));
    if (issuer != null) {
      checks.add(new Check(TokenFault.ISSUER, passes(new JwtIssuerValidator(issuer))));
    }
    if (!audiences.isEmpty()) {
      checks.add(new Check(TokenFault.AUDIENCE, token -> isFor(token, audiences)));
    }
    checks.add(new Check(TokenFault.NO_EXPIRY, token -> token.getExpiresAt() != null));
    checks.add(new Check(ClaimChecks::outOfTime, passes(TIMES)));
    // of Spring's default validators only that for certificate-bound tokens is needed
    checks.add(
        new Check(
            TokenFault.BOUND,
            passes(JwtValidators.createDefaultWithValidators(List.of(types(), TIMES)))));
    checks.add(new Check(TokenFault.BOUND, token -> !isBoundByProof(token)));
  }

  /** RFC 7519, section 5.1, and RFC 9068, section 2.1. */
  private static JwtTypeValidator types() {
    var types = new JwtTypeValidator(List.of("JWT", "at+jwt", "application/at+jwt"));
    types.setAllowEmpty(true);
    return types;
  }

  private static Predicate<Jwt> passes(OAuth2TokenValidator<Jwt> validator) {
    return token -> !validator.validate(token).hasErrors();
  }

  /**
   * Checks them all.
   *
   * @throws TokenRefused with the first that the token does not pass
   */
  void check(Jwt token) {
    for (Check check : checks) {
      if (!check.passes().test(token)) {
        throw new TokenRefused(check.fault().apply(token));
      }
    }
  }

  private static boolean isFor(Jwt token, List<String> audiences) {
    List<String> named = token.getAudience();
    return named != null && !Collections.disjoint(named, audiences);
  }

  /** A token that would be right if it never ended has ended. */
  private static TokenFault outOfTime(Jwt token) {
    Jwt endless =
        Jwt.withTokenValue(token.getTokenValue())
            .headers(all -> all.putAll(token.getHeaders()))
            .claims(all -> all.putAll(token.getClaims()))
            .claims(all -> all.remove(JwtClaimNames.EXP))
            .build();
    return passes(TIMES).test(endless) ? TokenFault.EXPIRED : TokenFault.NOT_YET_VALID;
  }

  /** RFC 9449, section 6.1: it is worth nothing without a proof, which nobody looks at here. */
  private static boolean isBoundByProof(Jwt token) {
    return token.getClaim("cnf") instanceof Map<?, ?> bound && bound.containsKey("jkt");
  }
}

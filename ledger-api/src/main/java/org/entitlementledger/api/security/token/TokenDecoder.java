package org.entitlementledger.api.security.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Decodes and verifies tokens, with a fault for each refusal. */
public final class TokenDecoder implements JwtDecoder {
  private final NimbusJwtDecoder decoder;
  private final ClaimChecks checks;

  public TokenDecoder(SigningKeys keys, ClaimChecks checks) {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    // type and claims are checked after the signature, each with a fault of its own
    processor.setJWSTypeVerifier((type, context) -> {});
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    processor.setJWSKeySelector(keys);
    processor.setJWSVerifierFactory(new Ed25519Verifier.Factory());
    decoder = new NimbusJwtDecoder(processor);
    decoder.setJwtValidator(token -> OAuth2TokenValidatorResult.success());
    // nothing reads iat, and an exp before it would make an expired token a malformed one
    decoder.setClaimSetConverter(
        MappedJwtClaimSetConverter.withDefaults(Map.of(JwtClaimNames.IAT, issued -> null)));
    this.checks = checks;
  }

  /**
   * Returns a valid token.
   *
   * @throws TokenRefused if it is invalid
   * @throws JwtException if it cannot be verified: its message says why there are no keys
   */
  @Override
  public Jwt decode(String token) {
    Jwt decoded;
    try {
      decoded = decoder.decode(token);
    } catch (JwtException failed) {
      KeySourceException noKeys = causedBy(failed, KeySourceException.class);
      throw noKeys == null
          ? new TokenRefused(fault(failed))
          : new JwtException(String.valueOf(noKeys.getMessage()), failed);
    }
    checks.check(decoded);
    return decoded;
  }

  private static TokenFault fault(JwtException failed) {
    TokenRefused refused = causedBy(failed, TokenRefused.class);
    if (refused != null) {
      return refused.fault();
    }
    if (causedBy(failed, BadJWSException.class) != null) {
      return TokenFault.SIGNATURE;
    }
    // an unsigned one, which Spring refuses before anything else
    return failed instanceof BadJwtException && failed.getCause() == null
        ? TokenFault.ALGORITHM
        : TokenFault.MALFORMED;
  }

  private static <T extends Throwable> @Nullable T causedBy(Throwable failed, Class<T> kind) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return kind.cast(cause);
      }
    }
    return null;
  }
}

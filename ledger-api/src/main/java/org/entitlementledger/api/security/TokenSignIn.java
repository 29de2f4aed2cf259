package org.entitlementledger.api.security;

import java.util.Objects;
import org.entitlementledger.api.security.token.TokenClaims;
import org.entitlementledger.api.security.token.TokenRefused;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Authenticates callers by tokens of the issuer. */
record TokenSignIn(JwtDecoder decoder, TokenCaller caller, KnownTokens known)
    implements AuthenticationManager {

  @Override
  public Authentication authenticate(Authentication given) {
    String token = ((BearerTokenAuthenticationToken) given).getToken();
    try {
      Authentication signedIn = Objects.requireNonNull(caller.convert(decoder.decode(token)));
      known.add(token);
      return signedIn;
    } catch (TokenRefused refused) {
      throw new RefusedToken(refused.fault(), TokenClaims.of(token));
    } catch (JwtException away) {
      throw new IssuerUnavailable(away);
    }
  }
}

package org.entitlementledger.api.security;

import java.util.Objects;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/** Signs in who brings a token of the issuer. */
final class TokenSignIn implements AuthenticationManager {
  private final JwtAuthenticationProvider tokens;

  TokenSignIn(JwtDecoder decoder, TokenCaller caller) {
    tokens = new JwtAuthenticationProvider(decoder);
    tokens.setJwtAuthenticationConverter(caller);
  }

  @Override
  public Authentication authenticate(Authentication given) {
    try {
      return Objects.requireNonNull(tokens.authenticate(given));
    } catch (AuthenticationServiceException | JwtDecoderInitializationException away) {
      throw new IssuerAway(away);
    }
  }
}

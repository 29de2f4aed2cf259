package org.entitlementledger.api.security;

import org.entitlementledger.api.security.token.TokenClaims;
import org.entitlementledger.api.security.token.TokenFault;
import org.springframework.security.core.AuthenticationException;

/** A token that signs nobody in: why, and what it claims. */
final class RefusedToken extends AuthenticationException {
  private static final long serialVersionUID = 1L;

  private final TokenFault fault;
  private final TokenClaims claims;

  RefusedToken(TokenFault fault, TokenClaims claims) {
    super(fault.description());
    this.fault = fault;
    this.claims = claims;
  }

  TokenFault fault() {
    return fault;
  }

  TokenClaims claims() {
    return claims;
  }
}

package org.entitlementledger.api.security;

import org.entitlementledger.api.security.token.TokenClaims;
import org.entitlementledger.api.security.token.TokenFault;
import org.springframework.security.core.AuthenticationException;

/** A refused token: the fault and its claims. */
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

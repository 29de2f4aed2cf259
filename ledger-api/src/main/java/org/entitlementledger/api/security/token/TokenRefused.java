package org.entitlementledger.api.security.token;

import org.springframework.security.oauth2.jwt.BadJwtException;

/** A token is invalid. */
public final class TokenRefused extends BadJwtException {
  private static final long serialVersionUID = 1L;

  private final TokenFault fault;

  public TokenRefused(TokenFault fault) {
    super(fault.description());
    this.fault = fault;
  }

  public TokenFault fault() {
    return fault;
  }
}

package org.entitlementledger.api.security;

import org.springframework.security.core.AuthenticationException;

/** Whether a token is right cannot be told now: the issuer's keys cannot be had. */
final class IssuerAway extends AuthenticationException {
  private static final long serialVersionUID = 1L;

  IssuerAway(RuntimeException cause) {
    super("the issuer's keys cannot be had", cause);
  }
}

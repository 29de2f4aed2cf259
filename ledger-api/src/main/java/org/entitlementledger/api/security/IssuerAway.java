package org.entitlementledger.api.security;

import org.springframework.security.core.AuthenticationException;

/** A token cannot be verified right now: the issuer's keys cannot be had. */
final class IssuerAway extends AuthenticationException {
  private static final long serialVersionUID = 1L;

  /**
   * The same for the caller.
   *
   * @param cause says in its message why
   */
  IssuerAway(RuntimeException cause) {
    super(cause.getMessage(), cause);
  }
}

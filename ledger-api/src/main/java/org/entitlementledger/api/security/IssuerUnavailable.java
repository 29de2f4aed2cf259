package org.entitlementledger.api.security;

import org.springframework.security.core.AuthenticationException;

/** A token cannot be verified right now: the issuer's keys are unavailable. */
final class IssuerUnavailable extends AuthenticationException {
  private static final long serialVersionUID = 1L;

  /**
   * Wraps the failure.
   *
   * @param cause its message gives the reason
   */
  IssuerUnavailable(RuntimeException cause) {
    super(cause.getMessage(), cause);
  }
}

package org.entitlementledger.api.security;

import org.springframework.security.authentication.BadCredentialsException;

/** A known user with a wrong password. */
final class WrongPassword extends BadCredentialsException {
  private static final long serialVersionUID = 1L;

  private final String user;

  WrongPassword(String user) {
    super("the password of " + user + " is another");
    this.user = user;
  }

  String user() {
    return user;
  }
}

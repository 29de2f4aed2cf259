package org.entitlementledger.api.security.token;

import java.util.Locale;

/**
 * Why a token is refused. Each description is an {@code error_description} of RFC 6750: printable
 * ASCII without quotes and backslashes, and nothing that the token says.
 */
public enum TokenFault {
  MALFORMED("the token is malformed"),
  TYPE("the token is of a type that is not accepted"),
  ALGORITHM("the signature algorithm of the token is not accepted"),
  UNKNOWN_KEY("the token is signed with a key that the issuer does not publish"),
  SIGNATURE("the signature of the token is wrong"),
  ISSUER("the token is from another issuer"),
  AUDIENCE("the token is for another audience"),
  EXPIRED("the token has expired"),
  NOT_YET_VALID("the token is not valid yet"),
  NO_EXPIRY("the token has no exp"),
  BOUND("the token is bound to a key"),
  SUBJECT("the token has no valid sub");

  private final String description;

  TokenFault(String description) {
    this.description = description;
  }

  /** One sentence for the caller. */
  public String description() {
    return description;
  }

  /** Its name in logs, such as {@code unknown-key}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package org.entitlementledger.api.security.token;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import java.io.Serializable;
import java.text.ParseException;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * The unverified claims of a refused token, for the log. Texts are truncated to 100 characters of
 * printable ASCII, so that a token cannot forge a log line. Absent claims are empty.
 */
public record TokenClaims(String kid, String iss, String aud, String exp) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 100;

  /** Of a token that cannot be read. */
  public static final TokenClaims NONE = new TokenClaims("", "", "", "");

  /** The claims of a token; none where it cannot be read. */
  public static TokenClaims of(String token) {
    try {
      JWT parsed = JWTParser.parse(token);
      JWTClaimsSet claims = parsed.getJWTClaimsSet();
      if (claims == null) {
        return NONE;
      }
      return new TokenClaims(
          printable(parsed.getHeader() instanceof JWSHeader header ? header.getKeyID() : null),
          printable(claims.getIssuer()),
          printable(String.join(" ", claims.getAudience())),
          instant(claims.getExpirationTime()));
    } catch (ParseException | RuntimeException unreadable) {
      return NONE;
    }
  }

  private static String instant(@Nullable Date time) {
    return time == null ? "" : time.toInstant().toString();
  }

  /** Makes an untrusted text safe for the log. */
  static String printable(@Nullable String text) {
    if (text == null) {
      return "";
    }
    var printable = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .map(character -> character >= ' ' && character <= '~' ? character : '?')
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }

  @Override
  public String toString() {
    return "kid=%s iss=%s aud=%s exp=%s".formatted(kid, iss, aud, exp);
  }
}

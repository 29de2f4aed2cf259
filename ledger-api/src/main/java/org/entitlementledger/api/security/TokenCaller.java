package org.entitlementledger.api.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.entitlementledger.api.security.access.Caller;
import org.entitlementledger.api.security.access.CallerAuthentication;
import org.entitlementledger.api.security.access.Role;
import org.entitlementledger.api.security.access.RoleNames;
import org.entitlementledger.api.security.token.TokenFault;
import org.entitlementledger.api.security.token.TokenRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Reads the caller from a token of the issuer: the actor is its {@code sub}, never an e-mail
 * address. A subject that is called like a local user is somebody else and gets the actor {@code
 * token:<sub>}, and so does one that looks like such an actor.
 */
record TokenCaller(String rolesClaim, String accountsClaim, RoleNames roleNames)
    implements Converter<Jwt, AbstractAuthenticationToken> {
  /** OpenID Connect Core 1.0, section 2. */
  private static final int LONGEST_SUBJECT = 255;

  private static final String TOKEN = "token:";

  @Override
  public AbstractAuthenticationToken convert(Jwt token) {
    String subject = token.getSubject();
    if (subject == null || !isName(subject)) {
      throw new TokenRefused(TokenFault.SUBJECT);
    }
    Set<Role> roles =
        words(claim(token.getClaims(), rolesClaim))
            .flatMap(roleNames::named)
            .collect(Collectors.toSet());
    Set<String> accounts =
        words(claim(token.getClaims(), accountsClaim)).collect(Collectors.toSet());
    return new CallerAuthentication(new Caller(actor(subject), roles, accounts));
  }

  private static String actor(String subject) {
    boolean taken = subject.startsWith(TOKEN) || Role.named(subject).isPresent();
    return taken ? TOKEN + subject : subject;
  }

  private static boolean isName(String subject) {
    return !subject.isBlank()
        && subject.length() <= LONGEST_SUBJECT
        && subject.codePoints().noneMatch(Character::isISOControl);
  }

  /**
   * The claim of this name, or what stands there by the names between the dots. Names hold dots too
   * ({@code https://example.com/roles}, a client's name in {@code resource_access}), so the longest
   * name that is there is taken first.
   */
  private static @Nullable Object claim(Map<?, ?> claims, String name) {
    if (claims.containsKey(name)) {
      return claims.get(name);
    }
    for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      if (claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner) {
        @Nullable Object found = claim(inner, name.substring(dot + 1));
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /** A claim is a list of texts, or one text of words. */
  private static Stream<String> words(@Nullable Object claim) {
    if (claim instanceof Collection<?> list) {
      return list.stream().filter(String.class::isInstance).map(String.class::cast);
    }
    if (claim instanceof String text) {
      return Arrays.stream(text.split(" ", -1)).filter(Predicate.not(String::isEmpty));
    }
    return Stream.empty();
  }
}

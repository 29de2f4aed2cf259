package org.entitlementledger.api.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Reads the caller from a token of the issuer: the actor is its {@code sub}, never an e-mail
 * address.
 */
record TokenCaller(String rolesClaim, String accountsClaim)
    implements Converter<Jwt, AbstractAuthenticationToken> {
  @Override
  public AbstractAuthenticationToken convert(Jwt token) {
    String subject = token.getSubject();
    if (subject == null || subject.isBlank()) {
      throw new InvalidBearerTokenException("the token has no sub");
    }
    Set<Role> roles =
        words(token.getClaims().get(rolesClaim))
            .flatMap(word -> Role.named(word).stream())
            .collect(Collectors.toSet());
    Set<String> accounts = words(token.getClaims().get(accountsClaim)).collect(Collectors.toSet());
    return new SignedIn(new Caller(subject, roles, accounts));
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

package org.entitlementledger.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.problem.ProblemWriter;
import org.entitlementledger.api.security.access.Caller;
import org.entitlementledger.core.kernel.Refusal;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Authenticates requests that carry credentials, and answers those whose credentials are refused.
 * Health checks are answered with any credentials: a probe with an old password must not take a
 * node out of service.
 */
final class SignInFilter extends OncePerRequestFilter {
  private final AuthenticationConverter credentials;
  private final AuthenticationManager users;
  private final RefusedCredentialHandler refused;
  private final AuthenticationLog log;

  SignInFilter(
      AuthenticationConverter credentials,
      AuthenticationManager users,
      RefusedCredentialHandler refused,
      AuthenticationLog log) {
    this.credentials = credentials;
    this.users = users;
    this.refused = refused;
    this.log = log;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!HealthPaths.contain(request) && isDoubled(request)) {
      var doubled = Refusal.invalid(HttpHeaders.AUTHORIZATION, "must appear only once");
      ProblemWriter.write(request, response, ProblemAnswer.of(doubled));
      return;
    }
    try {
      if (!HealthPaths.isProbe(request)) {
        signIn(request);
      }
    } catch (AuthenticationException failed) {
      if (!HealthPaths.contain(request)) {
        refused.commence(request, response, failed);
        return;
      }
      refused.count(request, failed);
    }
    chain.doFilter(request, response);
  }

  /** A proxy might authenticate by one of them, and the service by the other. */
  private static boolean isDoubled(HttpServletRequest request) {
    return Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).size() > 1;
  }

  private void signIn(HttpServletRequest request) {
    Authentication given = credentials.convert(request);
    if (given == null || (HealthPaths.contain(request) && refused.isGuessing(given, request))) {
      return;
    }
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(users.authenticate(given));
    SecurityContextHolder.setContext(context);
    log.signedIn(Caller.present(), request);
  }
}

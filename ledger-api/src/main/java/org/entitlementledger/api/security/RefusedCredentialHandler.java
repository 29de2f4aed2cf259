package org.entitlementledger.api.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.problem.ProblemWriter;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.security.AuthenticationLog.Failure;
import org.entitlementledger.api.security.token.TokenClaims;
import org.entitlementledger.api.security.token.TokenFault;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Answers refused credentials and logs them; wrong passwords are answered with a delay. */
record RefusedCredentialHandler(
    UnauthenticatedEntryPoint unknown,
    AuthenticationLog log,
    LoginThrottle throttle,
    RequestRate rate)
    implements AuthenticationEntryPoint {
  private static final String UNKNOWN = "unknown";

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failed)
      throws IOException {
    boolean tooMany = !rate.takes(RateLimitFilter.byAddress(request));
    AuthenticationException refusal = refusal(failed);
    log(request, refusal);
    if (refusal instanceof IssuerUnavailable) {
      ProblemWriter.write(
          request,
          response,
          ProblemAnswer.of(Slug.UNAVAILABLE, "the token cannot be verified right now"));
      return;
    }
    if (refusal instanceof WrongPassword wrong) {
      tooMany |= !throttle.slowDown(wrong.user(), request.getRemoteAddr());
    }
    if (tooMany) {
      ProblemWriter.write(
          request, response, ProblemAnswer.of(Slug.OVERLOADED, "too many refused credentials"));
    } else {
      answer(request, response, failed);
    }
  }

  private void answer(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failed)
      throws IOException {
    if (refusal(failed) instanceof RefusedToken token) {
      unknown.commence(request, response, token.fault());
    } else {
      unknown.commence(request, response, failed);
    }
  }

  /** Counts a refused credential of a request that is answered anyway. */
  void count(HttpServletRequest request, AuthenticationException failed) {
    log(request, refusal(failed));
    if (failed instanceof WrongPassword wrong) {
      throttle.count(wrong.user(), request.getRemoteAddr());
    }
  }

  /**
   * Whether this address recently sent a wrong password for this user. A path that answers without
   * delay must not check the next one, or passwords could be tried there at full speed.
   */
  boolean isGuessing(Authentication given, HttpServletRequest request) {
    return given instanceof UsernamePasswordAuthenticationToken
        && throttle.isGuessing(given.getName(), request.getRemoteAddr());
  }

  private void log(HttpServletRequest request, AuthenticationException refusal) {
    switch (refusal) {
      case WrongPassword wrong -> log.failed(Failure.WRONG_PASSWORD, wrong.user(), request);
      case IssuerUnavailable away -> log.unverified(away, request);
      case RefusedToken token -> log.refused(token, request);
      default -> log.failed(Failure.UNKNOWN_USER, UNKNOWN, request);
    }
  }

  /** Spring itself refuses only malformed bearer tokens. */
  private static AuthenticationException refusal(AuthenticationException failed) {
    return failed instanceof OAuth2AuthenticationException
        ? new RefusedToken(TokenFault.MALFORMED, TokenClaims.NONE)
        : failed;
  }
}

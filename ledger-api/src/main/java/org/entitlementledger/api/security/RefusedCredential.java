package org.entitlementledger.api.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.problem.ProblemWriter;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.security.SignIns.Failure;
import org.entitlementledger.api.security.token.TokenClaims;
import org.entitlementledger.api.security.token.TokenFault;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Answers who brought a credential that is not right, and has it logged; guesses wait. */
record RefusedCredential(
    UnknownCaller unknown, SignIns signIns, WrongPasswords wrongPasswords, RequestRate rate)
    implements AuthenticationEntryPoint {
  private static final String UNKNOWN = "unknown";

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failed)
      throws IOException {
    boolean tooMany = !rate.takes(Admission.byAddress(request));
    AuthenticationException refusal = refusal(failed);
    log(request, refusal);
    if (refusal instanceof IssuerAway) {
      ProblemWriter.write(
          request,
          response,
          ProblemAnswer.of(Slug.UNAVAILABLE, "the token cannot be verified right now"));
      return;
    }
    if (refusal instanceof WrongPassword wrong) {
      tooMany |= !wrongPasswords.slowDown(wrong.user(), request.getRemoteAddr());
    }
    if (tooMany) {
      ProblemWriter.write(
          request,
          response,
          ProblemAnswer.of(Slug.OVERLOADED, "too many credentials that are not right"));
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

  /** Counts a credential that is not right on a request that is answered all the same. */
  void count(HttpServletRequest request, AuthenticationException failed) {
    log(request, refusal(failed));
    if (failed instanceof WrongPassword wrong) {
      wrongPasswords.count(wrong.user(), request.getRemoteAddr());
    }
  }

  /**
   * Whether the password of this user was guessed wrong from this address lately. What answers a
   * guess at once must not look at the next one, or passwords could be tried there without delay.
   */
  boolean isGuessing(Authentication given, HttpServletRequest request) {
    return given instanceof UsernamePasswordAuthenticationToken
        && wrongPasswords.isGuessing(given.getName(), request.getRemoteAddr());
  }

  private void log(HttpServletRequest request, AuthenticationException refusal) {
    switch (refusal) {
      case WrongPassword wrong -> signIns.failed(Failure.WRONG_PASSWORD, wrong.user(), request);
      case IssuerAway away -> signIns.unverified(away, request);
      case RefusedToken token -> signIns.refused(token, request);
      default -> signIns.failed(Failure.UNKNOWN_USER, UNKNOWN, request);
    }
  }

  /** Spring's own refusals of a bearer token are about its form. */
  private static AuthenticationException refusal(AuthenticationException failed) {
    return failed instanceof OAuth2AuthenticationException
        ? new RefusedToken(TokenFault.MALFORMED, TokenClaims.NONE)
        : failed;
  }
}

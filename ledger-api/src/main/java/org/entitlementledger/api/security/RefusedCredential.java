package org.entitlementledger.api.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.problem.ProblemWriter;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.security.SignIns.Failure;
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
    log(request, failed);
    if (failed instanceof IssuerAway) {
      ProblemWriter.write(
          request,
          response,
          ProblemAnswer.of(Slug.UNAVAILABLE, "whether the token is right cannot be told now"));
      return;
    }
    if (failed instanceof WrongPassword wrong) {
      tooMany |= !wrongPasswords.slowDown(wrong.user(), request.getRemoteAddr());
    }
    if (tooMany) {
      ProblemWriter.write(
          request,
          response,
          ProblemAnswer.of(Slug.OVERLOADED, "too many credentials that are not right"));
    } else {
      unknown.commence(request, response, failed);
    }
  }

  /** Counts a credential that is not right on a request that is answered all the same. */
  void count(HttpServletRequest request, AuthenticationException failed) {
    log(request, failed);
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

  private void log(HttpServletRequest request, AuthenticationException failed) {
    switch (failed) {
      case WrongPassword wrong -> signIns.failed(Failure.WRONG_PASSWORD, wrong.user(), request);
      case IssuerAway away -> signIns.failed(Failure.NO_KEYS, UNKNOWN, request);
      case OAuth2AuthenticationException token -> signIns.failed(Failure.TOKEN, UNKNOWN, request);
      default -> signIns.failed(Failure.UNKNOWN_USER, UNKNOWN, request);
    }
  }
}

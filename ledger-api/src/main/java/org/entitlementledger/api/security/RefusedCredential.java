package org.entitlementledger.api.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.problem.ProblemWriter;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.security.SignIns.Failure;
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
    switch (failed) {
      case WrongPassword wrong -> {
        signIns.failed(Failure.WRONG_PASSWORD, wrong.user(), request);
        tooMany |= !wrongPasswords.slowDown(wrong.user(), request.getRemoteAddr());
      }
      case IssuerAway away -> {
        signIns.failed(Failure.NO_KEYS, UNKNOWN, request);
        ProblemWriter.write(
            request,
            response,
            ProblemAnswer.of(Slug.UNAVAILABLE, "whether the token is right cannot be told now"));
        return;
      }
      case OAuth2AuthenticationException token -> signIns.failed(Failure.TOKEN, UNKNOWN, request);
      default -> signIns.failed(Failure.UNKNOWN_USER, UNKNOWN, request);
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
}

package org.entitlementledger.api.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.problem.ProblemWriter;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.security.token.TokenFault;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Answers who is not signed in.
 *
 * @param scheme how one signs in, for {@code WWW-Authenticate}
 */
record UnauthenticatedEntryPoint(String scheme) implements AuthenticationEntryPoint {
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failed)
      throws IOException {
    refuse(request, response, scheme, "sign in with a user that the ledger knows");
  }

  /** Answers who brought a token that is refused (RFC 6750, section 3.1). */
  void commence(HttpServletRequest request, HttpServletResponse response, TokenFault fault)
      throws IOException {
    String description = fault.description();
    refuse(
        request,
        response,
        scheme + " error=\"invalid_token\", error_description=\"" + description + "\"",
        description);
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, String challenge, String detail)
      throws IOException {
    response.setHeader("WWW-Authenticate", challenge);
    ProblemWriter.write(request, response, ProblemAnswer.of(Slug.UNAUTHENTICATED, detail));
  }
}

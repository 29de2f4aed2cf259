package org.entitlementledger.api.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.problem.ProblemWriter;
import org.entitlementledger.api.problem.Slug;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Answers who is not signed in.
 *
 * @param scheme how one signs in, for {@code WWW-Authenticate}
 */
record UnknownCaller(String scheme) implements AuthenticationEntryPoint {
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failed)
      throws IOException {
    response.setHeader("WWW-Authenticate", scheme);
    ProblemWriter.write(
        request,
        response,
        ProblemAnswer.of(Slug.UNAUTHENTICATED, "sign in with a user that the ledger knows"));
  }
}

package org.entitlementledger.api.problem;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes problems outside controllers: in filters and in the container. */
public final class ProblemWriter {
  private ProblemWriter() {}

  /** Answers with a problem, unless an answer has begun already. */
  public static void write(
      HttpServletRequest request, HttpServletResponse response, ProblemAnswer problem)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    byte[] body = problem.json(request.getRequestURI()).getBytes(UTF_8);
    response.resetBuffer();
    response.setStatus(problem.status());
    response.setContentType(ProblemAnswer.TYPE);
    response.setContentLength(body.length);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (problem.isTemporary()) {
      response.setHeader("Retry-After", ProblemAnswer.RETRY_AFTER);
    }
    response.getOutputStream().write(body);
  }
}

package org.entitlementledger.api.problem;

import java.util.Map;

/** Maps bare statuses of the container and the framework to problems. */
final class StatusProblems {
  private StatusProblems() {}

  /** The problem that a status stands for. */
  static ProblemAnswer of(int status) {
    return switch (status) {
      case 401 -> ProblemAnswer.of(Slug.UNAUTHENTICATED, "sign in first");
      case 403 -> ProblemAnswer.of(Slug.FORBIDDEN, "the user may not do this");
      case 404 -> ProblemAnswer.of(Slug.NOT_FOUND, "there is nothing at this path");
      case 405 -> ProblemAnswer.of(Slug.METHOD_NOT_ALLOWED, "the path does not take this method");
      case 406 -> ProblemAnswer.of(Slug.NOT_ACCEPTABLE, "there is no such representation");
      case 408 -> of(status, Slug.VALIDATION, "the request did not arrive in time");
      case 413 -> ProblemAnswer.of(Slug.TOO_LARGE, "the body is too large");
      case 414 -> of(status, Slug.TOO_LARGE, "the path with its query is too long");
      case 415 -> ProblemAnswer.of(Slug.UNSUPPORTED_MEDIA_TYPE, "the body must be JSON");
      case 416 -> of(status, Slug.VALIDATION, "the range lies beyond what there is");
      case 417 -> of(status, Slug.VALIDATION, "the service does not do what Expect asks for");
      case 431 -> of(status, Slug.TOO_LARGE, "the headers are too long, or too many");
      case 501, 505 -> ProblemAnswer.of(Slug.VALIDATION, "the request is not HTTP as it is taken");
      case 503 -> ProblemAnswer.of(Slug.UNAVAILABLE, "the service cannot answer now");
      default ->
          status >= 400 && status < 500
              ? ProblemAnswer.of(
                  Slug.VALIDATION, "the request line, a header or the path is not well-formed")
              : ProblemAnswer.of(Slug.INTERNAL, "the service has failed");
    };
  }

  /** A status of HTTP itself that has no slug of its own. */
  private static ProblemAnswer of(int status, Slug slug, String detail) {
    return new ProblemAnswer(status, slug, detail, Map.of());
  }

  /** A fault of the service; the id leads to its own log. */
  static ProblemAnswer internal(String requestId) {
    return new ProblemAnswer(
        Slug.INTERNAL,
        "the service has failed; its log tells more",
        Map.of("requestId", requestId));
  }
}

package org.entitlementledger.api.problem;

import java.util.Map;

/** A request is rejected before any decision. */
public final class RequestRejected extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ProblemAnswer problem;

  public RequestRejected(Slug slug, String detail) {
    this(slug, detail, Map.of());
  }

  public RequestRejected(Slug slug, String detail, Map<String, Object> facts) {
    this(new ProblemAnswer(slug, detail, facts));
  }

  public RequestRejected(ProblemAnswer problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  public ProblemAnswer problem() {
    return problem;
  }
}

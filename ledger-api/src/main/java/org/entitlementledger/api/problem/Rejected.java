package org.entitlementledger.api.problem;

import java.util.Map;

/** The edge itself turns a request down, before any decision. */
public final class Rejected extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ProblemAnswer problem;

  public Rejected(Slug slug, String detail) {
    this(slug, detail, Map.of());
  }

  public Rejected(Slug slug, String detail, Map<String, Object> facts) {
    this(new ProblemAnswer(slug, detail, facts));
  }

  public Rejected(ProblemAnswer problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  public ProblemAnswer problem() {
    return problem;
  }
}

package org.entitlementledger.core.advisory;

import java.util.Locale;

/** What was done for the customer (DOMAIN.md, "What an account buys"). */
public enum AdvisoryKind {
  USAGE_REVIEW,
  OPTIMISATION_RECOMMENDATION,
  SOLUTION_DESIGN,
  IMPLEMENTATION_GUIDANCE,
  CERTIFICATION_GUIDANCE,
  LEARNING_OBJECTIVES,
  ROADMAP_INFLUENCE,
  EDUCATION_COORDINATION,
  SUPPORT_COORDINATION;

  /** As requests and answers write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

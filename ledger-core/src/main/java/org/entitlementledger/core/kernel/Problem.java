package org.entitlementledger.core.kernel;

/**
 * Why a command is refused, in the order in which refusals are preferred where several fit (API.md,
 * "Errors"). The slug is a contract with clients and never changes its meaning.
 */
public enum Problem {
  VALIDATION("validation"),
  NOT_FOUND("not-found"),
  VERSION_CONFLICT("version-conflict"),
  DUPLICATE("duplicate"),
  CONTRACT_OVERLAP("contract-overlap"),
  FUTURE_DATED("future-dated"),
  NO_CONTRACT_IN_FORCE("no-contract-in-force"),
  NOT_ENTITLED("not-entitled"),
  BACKDATING_LIMIT("backdating-limit"),
  SELF_APPROVAL("self-approval"),
  ALREADY_CORRECTED("already-corrected"),
  INVALID_TRANSITION("invalid-transition"),
  QUOTA_EXHAUSTED("quota-exhausted");

  private final String slug;

  Problem(String slug) {
    this.slug = slug;
  }

  /** The last part of the problem's type, {@code /problems/<slug>}. */
  public String slug() {
    return slug;
  }
}

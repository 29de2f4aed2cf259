package org.entitlementledger.core.kernel;

import java.util.Locale;

/**
 * The kinds of refusals, in order of precedence (API.md, "Errors"). Slugs are a contract with
 * clients and never change their meaning.
 */
public enum Problem {
  VALIDATION("validation"),
  NOT_FOUND("not-found"),
  VERSION_CONFLICT("version-conflict"),
  DUPLICATE("duplicate"),
  CONTRACT_OVERLAP("contract-overlap"),
  FUTURE_DATED("future-dated"),
  BOOKS_CLOSED("books-closed"),
  NO_CONTRACT_IN_FORCE("no-contract-in-force"),
  NOT_ENTITLED("not-entitled"),
  BACKDATING_LIMIT("backdating-limit"),
  SELF_APPROVAL("self-approval"),
  ALREADY_CORRECTED("already-corrected"),
  INVALID_TRANSITION("invalid-transition"),
  QUOTA_EXHAUSTED("quota-exhausted"),
  CLOSING_BLOCKED("closing-blocked");

  private final String slug;

  Problem(String slug) {
    this.slug = slug;
  }

  /** The one with this slug. */
  public static Problem named(String slug) {
    return valueOf(slug.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The last part of the problem's type, {@code /problems/<slug>}. */
  public String slug() {
    return slug;
  }
}

package org.entitlementledger.api.problem;

import java.util.Locale;
import org.entitlementledger.core.kernel.Problem;
import org.springframework.http.HttpStatus;

/**
 * Every problem that a client may be told, and its status (API.md, "Errors"). Those of the domain
 * have the names of {@link Problem}; the others are the edge's own.
 */
public enum Slug {
  VALIDATION(HttpStatus.BAD_REQUEST, "Invalid request"),
  UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "Authentication required"),
  FORBIDDEN(HttpStatus.FORBIDDEN, "Not permitted"),
  NOT_FOUND(HttpStatus.NOT_FOUND, "Not found"),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed"),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No acceptable representation"),
  VERSION_CONFLICT(HttpStatus.PRECONDITION_FAILED, "The account has changed"),
  DUPLICATE(HttpStatus.CONFLICT, "The id is already in use"),
  CONTRACT_OVERLAP(HttpStatus.CONFLICT, "The contract terms overlap"),
  FUTURE_DATED(HttpStatus.CONFLICT, "The time lies in the future"),
  BOOKS_CLOSED(HttpStatus.CONFLICT, "The books of that day are closed"),
  NO_CONTRACT_IN_FORCE(HttpStatus.CONFLICT, "No contract is in force"),
  NOT_ENTITLED(HttpStatus.CONFLICT, "Not entitled"),
  CLOSING_BLOCKED(HttpStatus.CONFLICT, "Something must be settled before the books are closed"),
  BACKDATING_LIMIT(HttpStatus.CONFLICT, "Backdating limit exceeded"),
  SELF_APPROVAL(HttpStatus.FORBIDDEN, "Another person must decide on this"),
  ALREADY_CORRECTED(HttpStatus.CONFLICT, "Already corrected"),
  INVALID_TRANSITION(HttpStatus.CONFLICT, "The current state does not allow this"),
  ROLLED_BACK(HttpStatus.CONFLICT, "Rolled back with another command of its unit"),
  QUOTA_EXHAUSTED(HttpStatus.CONFLICT, "Quota exhausted"),
  TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "Request too large"),
  UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type"),
  IDEMPOTENCY_CONFLICT(
      HttpStatus.UNPROCESSABLE_CONTENT, "The idempotency key was used for another request"),
  OVERLOADED(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
  INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Internal error"),
  UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Service unavailable");

  private final HttpStatus status;
  private final String title;
  private final String text;

  Slug(HttpStatus status, String title) {
    this.status = status;
    this.title = title;
    this.text = name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The slug of a refusal of the domain. */
  public static Slug of(Problem problem) {
    return valueOf(problem.name());
  }

  /** The one with that {@link #text}. */
  public static Slug named(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  public int status() {
    return status.value();
  }

  /** The same sentence whenever the problem occurs. */
  public String title() {
    return title;
  }

  /** The last part of the problem's type, {@code /problems/<slug>}. */
  public String text() {
    return text;
  }
}

package org.entitlementledger.api.problem;

import java.util.Locale;
import org.entitlementledger.core.kernel.Problem;
import org.springframework.http.HttpStatus;

/**
 * Every problem that a client may be told, and its status (API.md, "Errors"). Those of the domain
 * have the names of {@link Problem}; the others are the edge's own.
 */
public enum Slug {
  VALIDATION(HttpStatus.BAD_REQUEST, "The request is not well-formed"),
  UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "Nobody is signed in"),
  FORBIDDEN(HttpStatus.FORBIDDEN, "The user may not do this"),
  NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such thing"),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The path does not take this method"),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "There is no such representation"),
  VERSION_CONFLICT(HttpStatus.PRECONDITION_FAILED, "The account has changed"),
  DUPLICATE(HttpStatus.CONFLICT, "The id is taken"),
  CONTRACT_OVERLAP(HttpStatus.CONFLICT, "The terms overlap"),
  FUTURE_DATED(HttpStatus.CONFLICT, "The time lies ahead"),
  NO_CONTRACT_IN_FORCE(HttpStatus.CONFLICT, "No contract is in force"),
  NOT_ENTITLED(HttpStatus.CONFLICT, "The tier does not entitle to this"),
  BACKDATING_LIMIT(HttpStatus.CONFLICT, "The entry comes too late"),
  SELF_APPROVAL(HttpStatus.FORBIDDEN, "Another person must decide on this"),
  ALREADY_CORRECTED(HttpStatus.CONFLICT, "It has been corrected already"),
  INVALID_TRANSITION(HttpStatus.CONFLICT, "The state does not allow this"),
  ROLLED_BACK(HttpStatus.CONFLICT, "Another command of its unit was refused"),
  QUOTA_EXHAUSTED(HttpStatus.CONFLICT, "Not enough is left"),
  TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request is too large"),
  UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body has another type"),
  IDEMPOTENCY_CONFLICT(
      HttpStatus.UNPROCESSABLE_CONTENT, "The idempotency key was used for another request"),
  OVERLOADED(HttpStatus.TOO_MANY_REQUESTS, "Too much is asked for at once"),
  INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "The service has failed"),
  UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The service cannot answer now");

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

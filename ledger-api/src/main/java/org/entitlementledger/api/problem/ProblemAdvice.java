package org.entitlementledger.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.entitlementledger.api.ledger.Overloaded;
import org.entitlementledger.api.ledger.Unavailable;
import org.entitlementledger.api.ledger.tables.IdempotencyConflict;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.projector.ViewUnavailable;
import org.entitlementledger.projections.tree.TreeDamaged;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers every exception in a controller, and on the way to it, with a problem. */
@RestControllerAdvice
final class ProblemAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<ProblemAnswer.Body> refused(Refusal refusal, HttpServletRequest request) {
    return answer(ProblemAnswer.of(refusal), request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemAnswer.Body> rejected(
      RequestRejected rejected, HttpServletRequest request) {
    return answer(rejected.problem(), request);
  }

  @ExceptionHandler(IdempotencyConflict.class)
  ResponseEntity<ProblemAnswer.Body> otherRequest(HttpServletRequest request) {
    return answer(ExceptionProblems.OTHER_REQUEST, request);
  }

  @ExceptionHandler(Overloaded.class)
  ResponseEntity<ProblemAnswer.Body> overloaded(HttpServletRequest request) {
    return answer(ExceptionProblems.OVERLOADED, request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemAnswer.Body> viewAway(ViewUnavailable view, HttpServletRequest request) {
    return answer(
        new ProblemAnswer(
            Slug.UNAVAILABLE,
            "the view has not come as far as it was asked for",
            Map.of("view", view.view(), "position", view.position())),
        request);
  }

  /** What was tampered with is told, not handed out. */
  @ExceptionHandler
  ResponseEntity<ProblemAnswer.Body> treeDamaged(TreeDamaged damaged, HttpServletRequest request) {
    LOG.warn("cannot prove: {}", damaged.getMessage());
    return answer(
        ProblemAnswer.of(Slug.UNAVAILABLE, String.valueOf(damaged.getMessage())), request);
  }

  @ExceptionHandler({
    Unavailable.class,
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    QueryTimeoutException.class
  })
  ResponseEntity<ProblemAnswer.Body> databaseAway(Exception away, HttpServletRequest request) {
    LOG.warn("cannot answer {}: {}", request.getMethod(), away.toString());
    return answer(ExceptionProblems.AWAY, request);
  }

  @ExceptionHandler(RequestRejectedException.class)
  ResponseEntity<ProblemAnswer.Body> brokenHeader(HttpServletRequest request) {
    return answer(
        ProblemAnswer.of(Slug.VALIDATION, "illegal character in the path or a header"), request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemAnswer.Body> otherMethod(
      HttpRequestMethodNotSupportedException other, HttpServletRequest request) {
    List<String> allowed = AllowedMethodsFilter.of(other);
    var headers = new HttpHeaders();
    headers.set(HttpHeaders.ALLOW, String.join(", ", allowed));
    if (AllowedMethodsFilter.by(request)) {
      return ResponseEntity.ok().headers(headers).build();
    }
    var problem =
        new ProblemAnswer(
            Slug.METHOD_NOT_ALLOWED,
            "taken here: " + String.join(", ", allowed),
            Map.of("allowed", allowed));
    return answer(problem, request, headers);
  }

  @ExceptionHandler(HttpMediaTypeNotAcceptableException.class)
  ResponseEntity<ProblemAnswer.Body> otherType(HttpServletRequest request) {
    return answer(
        ProblemAnswer.of(Slug.NOT_ACCEPTABLE, "this has no representation that Accept takes"),
        request);
  }

  /** Answers nothing where the client has left. */
  @ExceptionHandler
  @Nullable ResponseEntity<ProblemAnswer.Body> anything(
      Exception other, HttpServletRequest request) {
    if (ClientDisconnect.caused(other)) {
      LOG.debug("a client left before its answer", other);
      return null;
    }
    if (other instanceof ErrorResponse said && said.getStatusCode().is4xxClientError()) {
      return answer(StatusProblems.of(said.getStatusCode().value()), request);
    }
    LOG.error("{} failed", request.getMethod(), other);
    return answer(StatusProblems.internal(RequestIds.requestId(request)), request);
  }

  private static ResponseEntity<ProblemAnswer.Body> answer(
      ProblemAnswer problem, HttpServletRequest request) {
    return answer(problem, request, new HttpHeaders());
  }

  private static ResponseEntity<ProblemAnswer.Body> answer(
      ProblemAnswer problem, HttpServletRequest request, HttpHeaders headers) {
    headers.set(HttpHeaders.CONTENT_TYPE, ProblemAnswer.TYPE);
    if (problem.isTemporary()) {
      headers.set(HttpHeaders.RETRY_AFTER, ProblemAnswer.RETRY_AFTER);
    }
    return ResponseEntity.status(problem.status())
        .headers(headers)
        .body(problem.body(request.getRequestURI()));
  }
}

package org.entitlementledger.api.finance.closing;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.entitlementledger.api.ledger.CommandOutcome;
import org.entitlementledger.api.ledger.LedgerRequest;
import org.entitlementledger.api.ledger.tables.IdempotencyKey;
import org.entitlementledger.api.ledger.tables.StoredResponse;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.problem.RequestIds;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.security.access.Caller;
import org.entitlementledger.api.web.request.IdempotentRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Where a request about the books comes from.
 *
 * @param path of the request
 */
record Origin(
    String actor,
    String path,
    @Nullable String requestId,
    @Nullable String correlationId,
    @Nullable IdempotencyKey key) {

  static Origin of(HttpServletRequest request, IdempotentRequest once) {
    return new Origin(
        Caller.present().actor(),
        request.getRequestURI(),
        RequestIds.requestId(request),
        RequestIds.correlationId(request),
        once.key());
  }

  /** The request as the writer takes it. */
  LedgerRequest request(String command, @Nullable String reason, LedgerRequest.Decision decision) {
    return new LedgerRequest(
        command, actor, reason, requestId, correlationId, key, decision, this::refused);
  }

  private StoredResponse refused(CommandOutcome.Refused refusal) {
    var problem =
        new ProblemAnswer(Slug.named(refusal.problem()), refusal.detail(), refusal.facts());
    return new StoredResponse(
        problem.status(),
        Map.of(HttpHeaders.CONTENT_TYPE, ProblemAnswer.TYPE),
        problem.json(path),
        false);
  }
}

package org.entitlementledger.api.audit;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.security.access.Caller;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.api.web.answer.PageAnswer;
import org.entitlementledger.api.web.answer.Representation;
import org.entitlementledger.api.web.request.IdempotentRequest;
import org.entitlementledger.api.web.request.JsonBody;
import org.entitlementledger.api.web.request.Paging;
import org.entitlementledger.api.web.request.Query;
import org.entitlementledger.api.web.route.ReadsTree;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Starts verifications of the whole ledger and shows their findings (AUDIT.md, "Verification"). */
@RestController
final class VerificationController {
  private static final String ALL = "/v1/audit/verifications";
  private static final String ONE = ALL + "/{verificationId}";

  private final Verifications verifications;
  private final VerificationTable table;

  VerificationController(Verifications verifications, VerificationTable table) {
    this.verifications = verifications;
    this.table = table;
  }

  /** There is nothing to choose: the whole ledger is verified. */
  record Everything() {}

  /** There is nothing to say. */
  record Cancellation() {}

  @PostMapping(ALL)
  @Operation(
      operationId = "startVerification",
      summary = "Start a verification of the whole ledger")
  @ResponseType(
      value = VerificationAnswer.class,
      accepted = true,
      refuses = Slug.IDEMPOTENCY_CONFLICT)
  @ReadsTree
  ResponseEntity<?> begin(
      @JsonBody(optional = true) Everything everything, IdempotentRequest once) {
    return once.answer(this::begun);
  }

  private ResponseEntity<VerificationAnswer> begun() {
    String id = verifications.begin(Caller.present().actor());
    return ResponseEntity.accepted()
        .header(HttpHeaders.LOCATION, Representation.path("audit", "verifications", id))
        .contentType(MediaType.APPLICATION_JSON)
        .body(found(id));
  }

  @GetMapping(ALL)
  @Operation(operationId = "listVerifications", summary = "List verifications, oldest first")
  @ResponseType(value = VerificationAnswer.class, list = true)
  @ReadsTree
  ResponseEntity<PageAnswer<VerificationAnswer>> list(@Query Paging paging) {
    return Json.list(table.list(paging.after(), paging.most()));
  }

  @GetMapping(ONE)
  @Operation(
      operationId = "getVerification",
      summary = "Get a verification: its progress or its findings")
  @ResponseType(VerificationAnswer.class)
  @ReadsTree
  ResponseEntity<VerificationAnswer> one(@PathVariable String verificationId) {
    return Json.ok(found(verificationId));
  }

  @PostMapping(ONE + "/cancellation")
  @Operation(operationId = "cancelVerification", summary = "Cancel a running verification")
  @ResponseType(
      value = VerificationAnswer.class,
      refuses = {Slug.INVALID_TRANSITION, Slug.IDEMPOTENCY_CONFLICT})
  @ReadsTree
  ResponseEntity<?> cancel(
      @PathVariable String verificationId,
      @JsonBody(optional = true) Cancellation cancellation,
      IdempotentRequest once) {
    return once.answer(() -> cancelled(verificationId));
  }

  private ResponseEntity<VerificationAnswer> cancelled(String verificationId) {
    VerificationAnswer before = found(verificationId);
    if (!verifications.cancel(verificationId)) {
      throw Refusal.of(Problem.INVALID_TRANSITION, "the verification has ended")
          .with("state", found(before.verificationId()).status())
          .with("allowed", List.of());
    }
    return Json.ok(found(verificationId));
  }

  private VerificationAnswer found(String verificationId) {
    VerificationAnswer found = table.find(verificationId);
    if (found == null) {
      throw Refusal.of(Problem.NOT_FOUND, "there is no verification with this id")
          .with("verificationId", verificationId);
    }
    return found;
  }
}

package org.entitlementledger.api.admin;

import io.swagger.v3.oas.annotations.Operation;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.security.access.Caller;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.api.web.answer.PageAnswer;
import org.entitlementledger.api.web.request.IdempotentRequest;
import org.entitlementledger.api.web.request.JsonBody;
import org.entitlementledger.api.web.request.Paging;
import org.entitlementledger.api.web.request.Query;
import org.entitlementledger.api.web.route.ResponseType;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.directory.DirectoryQueries;
import org.entitlementledger.projections.directory.Erasure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Forgets people on request. */
@RestController
final class ErasureController {
  private static final Logger LOG = LoggerFactory.getLogger(ErasureController.class);
  private final Erasures erasures;
  private final DirectoryQueries directory;

  ErasureController(Erasures erasures, DirectoryQueries directory) {
    this.erasures = erasures;
    this.directory = directory;
  }

  /** Why somebody is forgotten: kept for ever, so it names nobody. */
  record Cause(String reason) {
    Cause {
      Check.text("reason", reason);
      if (reason.isBlank()) {
        throw Refusal.invalid("reason", "say why");
      }
    }
  }

  /**
   * Which erasures are asked for.
   *
   * @param personId of this person alone
   */
  record Whose(@Nullable String personId) {}

  /**
   * Whoever it names again, the ledger keeps the id alone. Said twice, the first record stays. Of
   * somebody whose name the ledger never knew there is nothing to forget: {@code not-found}.
   */
  @PostMapping("/v1/admin/people/{personId}/erasure")
  @Operation(
      operationId = "erasePerson",
      summary = "Erase a person's name and email; events keep the id")
  @ResponseType(value = Erasure.class, refuses = Slug.IDEMPOTENCY_CONFLICT)
  ResponseEntity<?> erase(
      @PathVariable String personId, @JsonBody Cause cause, IdempotentRequest once) {
    return once.answer(
        () -> {
          Erasure erasure = erasures.erase(personId, Caller.present().actor(), cause.reason());
          LOG.info("{} erased the person {}", Caller.present().actor(), personId);
          return Json.ok(erasure);
        });
  }

  @GetMapping("/v1/audit/erasures")
  @Operation(
      operationId = "listErasures",
      summary = "List erasures with their reasons, oldest first")
  @ResponseType(value = Erasure.class, list = true)
  ResponseEntity<PageAnswer<Erasure>> list(@Query Whose whose, @Query Paging paging) {
    return Json.list(directory.erasures(whose.personId(), paging.after(), paging.most()));
  }
}

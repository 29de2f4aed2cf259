package org.entitlementledger.api.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.entitlementledger.api.ledger.CommandOutcome;
import org.entitlementledger.api.ledger.CommandResult;
import org.entitlementledger.api.ledger.tables.StoredResponse;
import org.entitlementledger.api.problem.ProblemAnswer;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.api.web.answer.Representation;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.approval.ApprovalEvent.ApprovalRequested;
import org.entitlementledger.core.approval.Pending;
import org.entitlementledger.core.json.LedgerJson;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Maps the outcome of a command to its response.
 *
 * @param path the path of the request
 * @param status the status if the command is accepted and needs no approval
 */
public record ResponseMapper(
    String path, int status, Function<CommandResult, Representation> resource)
    implements Function<CommandOutcome, StoredResponse> {
  /** The header with the position of a command's last event. */
  public static final String POSITION = "Ledger-Position";

  /** The answer to a command that another person must approve. */
  record Awaiting(String approvalId, String status) {}

  @Override
  public StoredResponse apply(CommandOutcome outcome) {
    return switch (outcome) {
      case CommandOutcome.Accepted accepted -> accepted(accepted.result());
      case CommandOutcome.Refused refusal -> refused(refusal);
    };
  }

  private StoredResponse accepted(CommandResult result) {
    return result.events().stream()
        .filter(ApprovalRequested.class::isInstance)
        .map(asked -> awaiting(((ApprovalRequested) asked).approvalId(), result))
        .findFirst()
        .orElseGet(() -> answer(status, resource.apply(result).withBalance(result), result));
  }

  /** Another person must approve it: nothing has changed yet. */
  private static StoredResponse awaiting(String approvalId, CommandResult result) {
    String location =
        Representation.path("accounts", result.after().accountId(), Items.APPROVALS, approvalId);
    var representation =
        Representation.at(location, new Awaiting(approvalId, Pending.State.AWAITING.key()));
    return answer(HttpStatus.ACCEPTED.value(), representation, result);
  }

  private static StoredResponse answer(
      int status, Representation representation, CommandResult result) {
    var headers = new LinkedHashMap<String, String>();
    headers.put(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
    if (result.position() != null) {
      headers.put(POSITION, result.position().toString());
      headers.put(HttpHeaders.ETAG, Json.etag(result.after().version()));
      if (representation.location() != null) {
        headers.put(HttpHeaders.LOCATION, representation.location());
      }
    }
    return new StoredResponse(
        status, headers, LedgerJson.mapper().writeValueAsString(representation.fields()), false);
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

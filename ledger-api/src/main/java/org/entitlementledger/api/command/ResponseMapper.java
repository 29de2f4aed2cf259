package org.entitlementledger.api.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.entitlementledger.api.ledger.CommandResult;
import org.entitlementledger.api.ledger.Outcome;
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
 * Puts the decision about one request into its answer.
 *
 * @param path of the request
 * @param status of the answer where the command is accepted and needs no approval
 */
public record ResponseMapper(
    String path, int status, Function<CommandResult, Representation> resource)
    implements Function<Outcome, StoredResponse> {
  /** The header with the place of a command's last event in the ledger. */
  public static final String POSITION = "Ledger-Position";

  /** The answer to a command that another person must approve. */
  record Awaiting(String approvalId, String status) {}

  @Override
  public StoredResponse apply(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted accepted -> accepted(accepted.receipt());
      case Outcome.Refused refusal -> refused(refusal);
    };
  }

  private StoredResponse accepted(CommandResult receipt) {
    return receipt.events().stream()
        .filter(ApprovalRequested.class::isInstance)
        .map(asked -> awaiting(((ApprovalRequested) asked).approvalId(), receipt))
        .findFirst()
        .orElseGet(() -> answer(status, resource.apply(receipt).withBalance(receipt), receipt));
  }

  /** Another person must approve it: nothing has changed yet. */
  private static StoredResponse awaiting(String approvalId, CommandResult receipt) {
    String location =
        Representation.path("accounts", receipt.after().accountId(), Items.APPROVALS, approvalId);
    var made = Representation.at(location, new Awaiting(approvalId, Pending.State.AWAITING.key()));
    return answer(HttpStatus.ACCEPTED.value(), made, receipt);
  }

  private static StoredResponse answer(int status, Representation made, CommandResult receipt) {
    var headers = new LinkedHashMap<String, String>();
    headers.put(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
    if (receipt.position() != null) {
      headers.put(POSITION, receipt.position().toString());
      headers.put(HttpHeaders.ETAG, Json.etag(receipt.after().version()));
      if (made.location() != null) {
        headers.put(HttpHeaders.LOCATION, made.location());
      }
    }
    return new StoredResponse(
        status, headers, LedgerJson.mapper().writeValueAsString(made.fields()), false);
  }

  private StoredResponse refused(Outcome.Refused refusal) {
    var problem =
        new ProblemAnswer(Slug.named(refusal.problem()), refusal.detail(), refusal.facts());
    return new StoredResponse(
        problem.status(),
        Map.of(HttpHeaders.CONTENT_TYPE, ProblemAnswer.TYPE),
        problem.json(path),
        false);
  }
}

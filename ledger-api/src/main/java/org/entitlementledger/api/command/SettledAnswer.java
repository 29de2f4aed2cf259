package org.entitlementledger.api.command;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.entitlementledger.api.ledger.CommandResult;
import org.entitlementledger.api.query.ContractAnswer;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.api.web.answer.Representation;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.approval.Pending;
import org.entitlementledger.core.contract.ContractEvent;
import org.entitlementledger.core.kernel.Person;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an approval did: the approval itself, and what the approved command made or changed.
 *
 * @param resource as the approved command would have answered
 */
record SettledAnswer(
    String approvalId,
    String requestedBy,
    Instant effectiveAt,
    @Nullable String reason,
    AccountCommand command,
    Instant occurredAt,
    @Nullable String decidedBy,
    String status,
    @Nullable Object resource) {

  static Representation of(AcceptedCommand command) {
    CommandResult result = command.result();
    Pending decided = (Pending) ItemRepresentations.in(result, Items.APPROVALS).getFirst();
    Map<String, Person> known =
        command.people(decided.command().people().stream().map(Person::id).toList());
    Pending pending = decided.withPeople(person -> Json.person(person.id(), known));
    return Representation.of(
        new SettledAnswer(
            pending.approvalId(),
            pending.requestedBy(),
            pending.effectiveAt(),
            pending.reason(),
            pending.command(),
            pending.occurredAt(),
            pending.decidedBy(),
            pending.state().key(),
            resource(command)));
  }

  private static @Nullable Object resource(AcceptedCommand command) {
    CommandResult result = command.result();
    for (AccountEvent event : result.events()) {
      String collection = Items.collection(event);
      if (event instanceof ContractEvent) {
        return ContractAnswer.after(result);
      }
      if (collection != null && !collection.equals(Items.APPROVALS)) {
        List<ObjectNode> items =
            command
                .items()
                .shown(ItemRepresentations.in(result, collection), result, command.requested());
        return collection.equals(Items.VOUCHERS) ? Map.of(collection, items) : items.getFirst();
      }
    }
    return null;
  }
}

package org.entitlementledger.api.query;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.core.approval.Pending;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.projections.register.RegisterRow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An item of an account as answers show it: an accelerator, a voucher, a call. Events hold only the
 * ids of people; answers show their names as well.
 *
 * @param fields with ids in place of people
 */
public record ShownItem(Item item, ObjectNode fields) {
  private static final String ATTENDEE_IDS = "attendeeIds";
  private static final String ASSIGNEE_ID = "assigneeId";

  /** An item as it stands at {@code now} under the contracts of its account. */
  public static ShownItem of(Item item, Instant now, Contracts contracts) {
    return new ShownItem(item, RegisterRow.shown(item, now, contracts));
  }

  /** The ids of the people whom items name. */
  public static Set<String> people(List<ShownItem> items) {
    var ids = new HashSet<String>();
    for (ShownItem shown : items) {
      for (JsonNode id : shown.fields.path(ATTENDEE_IDS)) {
        ids.add(id.stringValue());
      }
      if (shown.fields.has(ASSIGNEE_ID)) {
        ids.add(shown.fields.path(ASSIGNEE_ID).stringValue());
      }
      if (shown.item instanceof Pending pending) {
        pending.command().people().forEach(person -> ids.add(person.id()));
      }
    }
    return ids;
  }

  /** The fields with people in place of their ids. Changes {@link #fields}. */
  public ObjectNode withPeople(Map<String, Person> known) {
    if (fields.remove(ATTENDEE_IDS) instanceof ArrayNode ids) {
      ArrayNode attendees = fields.putArray("attendees");
      for (JsonNode id : ids) {
        attendees.add(Json.tree(Json.person(id.stringValue(), known)));
      }
    }
    if (fields.has(ASSIGNEE_ID)) {
      String id = fields.remove(ASSIGNEE_ID).stringValue();
      fields.set("assignee", Json.tree(Json.person(id, known)));
    }
    if (item instanceof Pending pending) {
      Pending named = pending.withPeople(person -> Json.person(person.id(), known));
      fields.set("command", Json.tree(named.command()));
    }
    return fields;
  }
}

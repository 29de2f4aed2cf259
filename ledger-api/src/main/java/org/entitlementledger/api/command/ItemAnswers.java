package org.entitlementledger.api.command;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.entitlementledger.api.ledger.Receipt;
import org.entitlementledger.api.web.answer.AtPosition;
import org.entitlementledger.api.web.answer.CustomerView;
import org.entitlementledger.api.web.answer.Found;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.api.web.answer.Made;
import org.entitlementledger.api.web.answer.PageAnswer;
import org.entitlementledger.api.web.request.Paging;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.approval.Pending;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.account.AccountRow;
import org.entitlementledger.projections.directory.DirectoryQueries;
import org.entitlementledger.projections.log.LedgerClock;
import org.entitlementledger.projections.register.RegisterQueries;
import org.entitlementledger.projections.register.RegisterRow;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows the items of an account: accelerators, vouchers, calls. Events hold only the ids of people;
 * answers show their names as well.
 */
@Component
public final class ItemAnswers {
  private static final String ATTENDEE_IDS = "attendeeIds";
  private static final String ASSIGNEE_ID = "assigneeId";

  private final AccountQueries accounts;
  private final RegisterQueries registers;
  private final DirectoryQueries directory;
  private final KnownPeople people;
  private final LedgerClock clock;

  ItemAnswers(
      AccountQueries accounts,
      RegisterQueries registers,
      DirectoryQueries directory,
      KnownPeople people,
      LedgerClock clock) {
    this.accounts = accounts;
    this.registers = registers;
    this.directory = directory;
    this.people = people;
    this.clock = clock;
  }

  /** A page of a collection, in the order in which its items were recorded. */
  public ResponseEntity<PageAnswer<ObjectNode>> list(
      String accountId, String collection, Paging paging) {
    Instant now = clock.now();
    AccountRow account = Found.account(accounts.find(accountId), accountId);
    Page<Seen> page =
        registers
            .list(accountId, collection, CustomerView::shows, paging.after(), paging.most())
            .map(row -> Seen.of(row.item(), now, account.contracts()));
    Map<String, Person> known = known(page.items());
    return Json.page(page.map(seen -> named(seen, known)));
  }

  /**
   * One item.
   *
   * @param field the name of its id, for the refusal
   */
  public ResponseEntity<AtPosition<ObjectNode>> one(
      String accountId, String collection, String field, String id) {
    Instant now = clock.now();
    AccountRow account = Found.account(accounts.find(accountId), accountId);
    RegisterRow found = registers.find(accountId, collection, id);
    boolean shown = found != null && CustomerView.shows(found.item());
    RegisterRow row = Found.item(shown ? found : null, field, id);
    Seen seen = Seen.of(row.item(), now, account.contracts());
    return Json.ok(named(seen, known(List.of(seen))), row.position(), account.version());
  }

  /** Items as the answer to a command shows them. */
  public List<ObjectNode> shown(List<Item> items, Receipt receipt, RequestedCommand requested) {
    List<Seen> seen =
        items.stream()
            .map(item -> Seen.of(item, receipt.now(), receipt.after().contracts()))
            .toList();
    Map<String, Person> known = people.of(requested, ids(seen));
    return seen.stream().map(one -> named(one, known)).toList();
  }

  /** The item of a collection that a command changed. */
  public Made changed(Receipt receipt, String collection, RequestedCommand requested) {
    Item item = told(receipt, collection).getFirst();
    return Made.of(shown(List.of(item), receipt, requested).getFirst());
  }

  /** The item of a collection that a command made, with its path. */
  public Made made(Receipt receipt, String collection, RequestedCommand requested) {
    return made(told(receipt, collection).getFirst(), receipt, collection, requested);
  }

  /** The same of an item that is not the first among the events of the command. */
  public Made made(Item item, Receipt receipt, String collection, RequestedCommand requested) {
    return Made.at(
        Made.path("accounts", receipt.after().accountId(), collection, item.id()),
        shown(List.of(item), receipt, requested).getFirst());
  }

  /** The items of a collection in the events of a command; notices may follow its own event. */
  public static List<Item> told(Receipt receipt, String collection) {
    return receipt.events().stream()
        .filter(event -> collection.equals(Items.collection(event)))
        .flatMap(event -> event.itemIds().stream())
        .map(id -> Objects.requireNonNull(Items.find(receipt.after(), collection, id)))
        .toList();
  }

  /** An item, and its fields as answers show them. */
  private record Seen(Item item, ObjectNode fields) {
    static Seen of(Item item, Instant now, Contracts contracts) {
      return new Seen(item, RegisterRow.shown(item, now, contracts));
    }
  }

  private Map<String, Person> known(List<Seen> items) {
    return directory.persons(ids(items));
  }

  private static Set<String> ids(List<Seen> items) {
    var ids = new HashSet<String>();
    for (Seen seen : items) {
      for (JsonNode id : seen.fields.path(ATTENDEE_IDS)) {
        ids.add(id.stringValue());
      }
      if (seen.fields.has(ASSIGNEE_ID)) {
        ids.add(seen.fields.path(ASSIGNEE_ID).stringValue());
      }
      if (seen.item instanceof Pending waiting) {
        waiting.command().people().forEach(person -> ids.add(person.id()));
      }
    }
    return ids;
  }

  private static ObjectNode named(Seen seen, Map<String, Person> known) {
    ObjectNode item = seen.fields;
    if (item.remove(ATTENDEE_IDS) instanceof ArrayNode ids) {
      ArrayNode attendees = item.putArray("attendees");
      for (JsonNode id : ids) {
        attendees.add(Json.tree(Json.person(id.stringValue(), known)));
      }
    }
    if (item.has(ASSIGNEE_ID)) {
      String id = item.remove(ASSIGNEE_ID).stringValue();
      item.set("assignee", Json.tree(Json.person(id, known)));
    }
    if (seen.item instanceof Pending waiting) {
      Pending named = waiting.withPeople(person -> Json.person(person.id(), known));
      item.set("command", Json.tree(named.command()));
    }
    return item;
  }
}

package org.entitlementledger.api.command;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.entitlementledger.api.ledger.CommandResult;
import org.entitlementledger.api.query.ShownItem;
import org.entitlementledger.api.web.answer.Representation;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.kernel.Person;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Represents items in the answers to the commands that create or change them. */
@Component
public final class ItemRepresentations {
  private final KnownPeople people;

  ItemRepresentations(KnownPeople people) {
    this.people = people;
  }

  /** The item of a collection that a command changed. */
  Representation changed(CommandResult result, String collection, RequestedCommand requested) {
    Item item = in(result, collection).getFirst();
    return Representation.of(shown(List.of(item), result, requested).getFirst());
  }

  /** The item of a collection that a command created, with its path. */
  Representation created(CommandResult result, String collection, RequestedCommand requested) {
    return created(in(result, collection).getFirst(), result, collection, requested);
  }

  /** Represents a created item, with its path. */
  Representation created(
      Item item, CommandResult result, String collection, RequestedCommand requested) {
    return Representation.at(
        Representation.path("accounts", result.after().accountId(), collection, item.id()),
        shown(List.of(item), result, requested).getFirst());
  }

  /** Items as answers to commands show them. */
  List<ObjectNode> shown(List<Item> items, CommandResult result, RequestedCommand requested) {
    List<ShownItem> shown =
        items.stream()
            .map(item -> ShownItem.of(item, result.now(), result.after().contracts()))
            .toList();
    Map<String, Person> known = people.of(requested, ShownItem.people(shown));
    return shown.stream().map(one -> one.withPeople(known)).toList();
  }

  /** The items of a collection that the events of a command concern; notices have none. */
  static List<Item> in(CommandResult result, String collection) {
    return result.events().stream()
        .filter(event -> collection.equals(Items.collection(event)))
        .flatMap(event -> event.itemIds().stream())
        .map(id -> Objects.requireNonNull(Items.find(result.after(), collection, id)))
        .toList();
  }
}

package org.entitlementledger.api.command;

import java.util.Collection;
import java.util.Map;
import org.entitlementledger.api.ledger.CommandResult;
import org.entitlementledger.api.web.answer.Representation;
import org.entitlementledger.core.kernel.Person;

/** An accepted command and the inputs of its representation. */
public record AcceptedCommand(
    CommandResult result,
    RequestedCommand requested,
    ItemRepresentations items,
    KnownPeople known) {

  /** The new item of a collection, with its path. */
  public Representation created(String collection) {
    return items.created(result, collection, requested);
  }

  /** The item of a collection that the command changed. */
  public Representation changed(String collection) {
    return items.changed(result, collection, requested);
  }

  /** Those of {@code ids} whose names are known. */
  public Map<String, Person> people(Collection<String> ids) {
    return known.of(requested, ids);
  }
}

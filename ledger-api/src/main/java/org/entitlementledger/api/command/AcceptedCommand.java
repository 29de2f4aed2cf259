package org.entitlementledger.api.command;

import java.util.Collection;
import java.util.Map;
import org.entitlementledger.api.ledger.CommandResult;
import org.entitlementledger.api.web.answer.Representation;
import org.entitlementledger.core.kernel.Person;

/** An accepted command, with all that its representation needs. */
public record AcceptedCommand(
    CommandResult result,
    RequestedCommand requested,
    ItemRepresentations items,
    KnownPeople known) {

  /** The new item of a collection, under its path. */
  public Representation made(String collection) {
    return items.made(result, collection, requested);
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

package org.entitlementledger.api.command;

import java.util.Collection;
import java.util.Map;
import org.entitlementledger.api.ledger.Receipt;
import org.entitlementledger.api.web.answer.Made;
import org.entitlementledger.core.kernel.Person;

/** An accepted command, and what its answer is made from. */
public record AcceptedCommand(
    Receipt receipt, RequestedCommand requested, ItemRepresentations items, KnownPeople known) {

  /** The new item of a collection, under its path. */
  public Made made(String collection) {
    return items.made(receipt, collection, requested);
  }

  /** The item of a collection that the command changed. */
  public Made changed(String collection) {
    return items.changed(receipt, collection, requested);
  }

  /** Those of {@code ids} whose names are known. */
  public Map<String, Person> people(Collection<String> ids) {
    return known.of(requested, ids);
  }
}

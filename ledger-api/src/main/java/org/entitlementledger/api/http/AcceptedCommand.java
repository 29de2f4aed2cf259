package org.entitlementledger.api.http;

import java.util.Collection;
import java.util.Map;
import org.entitlementledger.api.write.Receipt;
import org.entitlementledger.core.kernel.Person;

/** An accepted command, and what its answer is made from. */
public record AcceptedCommand(Receipt receipt, Ask ask, Registers registers, KnownPeople known) {

  /** The new item of a collection, under its path. */
  public Made made(String collection) {
    return registers.made(receipt, collection, ask);
  }

  /** The item of a collection that the command changed. */
  public Made changed(String collection) {
    return registers.changed(receipt, collection, ask);
  }

  /** Those of {@code ids} whose names are known. */
  public Map<String, Person> people(Collection<String> ids) {
    return known.of(ask, ids);
  }
}

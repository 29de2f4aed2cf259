package org.entitlementledger.core.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Somebody whom a command names. Events keep the {@code id} alone; name and e-mail address go to
 * the directory, which can be erased (DESIGN.md, decision 8).
 */
public record Person(String id, @Nullable String name, @Nullable String email) {
  public Person {
    Check.id("id", id);
    Check.optionalName("name", name);
    Check.optionalName("email", email);
  }

  /** The same without what the directory keeps: what may stand in an event. */
  public Person idOnly() {
    return new Person(id, null, null);
  }
}

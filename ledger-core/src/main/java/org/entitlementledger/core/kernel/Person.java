package org.entitlementledger.core.kernel;

import org.jspecify.annotations.Nullable;

/**
 * A person named in a command. Events keep only the {@code id}; name and e-mail address go to the
 * directory, where they can be erased (DESIGN.md, decision 8).
 */
public record Person(String id, @Nullable String name, @Nullable String email) {
  public Person {
    Check.id("id", id);
    Check.optionalName("name", name);
    Check.optionalName("email", email);
  }

  /** A copy with the id alone, as events keep it. */
  public Person idOnly() {
    return new Person(id, null, null);
  }
}

package org.entitlementledger.core.kernel;

import java.util.List;
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

  /** The same people by their ids alone. */
  public static @Nullable List<Person> withoutNames(@Nullable List<Person> people) {
    return people == null
        ? null
        : people.stream().map(person -> new Person(person.id, null, null)).toList();
  }

  /** Whether it says more than the id. */
  public boolean hasName() {
    return name != null || email != null;
  }
}

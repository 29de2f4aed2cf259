package org.entitlementledger.api.ledger.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.kernel.Person;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The people named by a batch's commands, for the table {@code directory}. Fields that a command
 * gives replace known ones; fields that it omits stay.
 */
public final class PeopleDirectory {
  private final JdbcOperations jdbc;
  private final Map<String, Person> fresh = new LinkedHashMap<>();

  public PeopleDirectory(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes those whom an accepted command names. */
  public void add(List<Person> people) {
    for (Person person : people) {
      if (person.name() != null || person.email() != null) {
        fresh.merge(person.id(), person, PeopleDirectory::newer);
      }
    }
  }

  private static Person newer(Person before, Person now) {
    return new Person(
        now.id(),
        now.name() == null ? before.name() : now.name(),
        now.email() == null ? before.email() : now.email());
  }

  /** Writes them; the head is locked, so nobody else does meanwhile. */
  public void write() {
    if (fresh.isEmpty()) {
      return;
    }
    List<Person> people = List.copyOf(fresh.values());
    int[] known =
        jdbc.batchUpdate(
            "update directory set name = coalesce(?, name), email = coalesce(?, email)"
                + " where person_id = ?",
            people.stream().map(PeopleDirectory::row).toList());
    List<Object[]> unknown = new ArrayList<>();
    for (int i = 0; i < known.length; i++) {
      if (known[i] == 0) {
        unknown.add(row(people.get(i)));
      }
    }
    if (!unknown.isEmpty()) {
      jdbc.batchUpdate("insert into directory (name, email, person_id) values (?, ?, ?)", unknown);
    }
  }

  private static Object[] row(Person person) {
    return new Object[] {person.name(), person.email(), person.id()};
  }
}

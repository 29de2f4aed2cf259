package org.entitlementledger.projections.directory;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.entitlementledger.core.kernel.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Who the people are whom events name by their ids. */
public final class DirectoryQueries {
  private final JdbcOperations jdbc;

  public DirectoryQueries(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** One person; nothing but the id where the directory knows no more, or has forgotten it. */
  public Person person(String personId) {
    Person known = persons(Set.of(personId)).get(personId);
    return known == null ? new Person(personId, null, null) : known;
  }

  /** Those of {@code personIds} that the directory knows, by id. */
  public Map<String, Person> persons(Collection<String> personIds) {
    var found = new HashMap<String, Person>();
    if (personIds.isEmpty()) {
      return found;
    }
    jdbc.query(
        "select person_id, name, email from directory where person_id = any(?)",
        row -> {
          String id = row.getString("person_id");
          @Nullable String name = row.getString("name");
          @Nullable String email = row.getString("email");
          found.put(id, new Person(id, name, email));
        },
        (Object) personIds.toArray(String[]::new));
    return found;
  }
}

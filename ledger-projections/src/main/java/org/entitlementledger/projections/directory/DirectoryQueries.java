package org.entitlementledger.projections.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.projections.Cursor;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Who the people are whom events name by their ids, and who was forgotten. */
public final class DirectoryQueries {
  /** What stands in the place of a name that was erased. */
  public static final String ERASED = "erased";

  private static final String PERSONS =
      "select person_id, name, email from directory where person_id = any(?)"
          + " union all select person_id, '"
          + ERASED
          + "', null from erasure where person_id = any(?)";

  private final JdbcOperations jdbc;

  public DirectoryQueries(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** One person; nothing but the id where the directory knows no more. */
  public Person person(String personId) {
    Person known = persons(Set.of(personId)).get(personId);
    return known == null ? new Person(personId, null, null) : known;
  }

  /**
   * Those of {@code personIds} that the directory knows, by id; the name of one who was forgotten
   * is {@value #ERASED}.
   */
  public Map<String, Person> persons(Collection<String> personIds) {
    var found = new HashMap<String, Person>();
    if (personIds.isEmpty()) {
      return found;
    }
    jdbc.query(
        PERSONS,
        row -> {
          String id = row.getString("person_id");
          @Nullable String name = row.getString("name");
          @Nullable String email = row.getString("email");
          found.put(id, new Person(id, name, email));
        },
        personIds.toArray(String[]::new),
        personIds.toArray(String[]::new));
    return found;
  }

  /**
   * Those who were forgotten, in that order.
   *
   * @param personId this one alone; null for all
   * @param after the cursor of the page before; null for the first
   * @param limit 1–1000
   */
  public Page<Erasure> erasures(@Nullable String personId, @Nullable String after, int limit) {
    var from = Cursor.parse(after, 1);
    List<Numbered> found =
        jdbc.query(
            "select * from erasure where id > ? and person_id = coalesce(cast(? as varchar),"
                + " person_id) order by id limit ?",
            DirectoryQueries::erasure,
            from == null ? 0 : from.at(0),
            personId,
            limit + 1);
    return Page.of(found, limit, 0, last -> Cursor.of(last.id)).map(Numbered::erasure);
  }

  private record Numbered(long id, Erasure erasure) {}

  private static Numbered erasure(ResultSet row, int number) throws SQLException {
    return new Numbered(
        row.getLong("id"),
        new Erasure(
            row.getString("person_id"),
            Instants.of(row, "erased_at"),
            row.getString("actor"),
            row.getString("reason")));
  }
}

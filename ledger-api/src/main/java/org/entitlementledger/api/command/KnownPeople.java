package org.entitlementledger.api.command;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.projections.directory.DirectoryQueries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Looks up the people in an answer to a command in the directory. */
@Component
public final class KnownPeople {
  private static final Logger LOG = LoggerFactory.getLogger(KnownPeople.class);

  private final DirectoryQueries directory;

  KnownPeople(DirectoryQueries directory) {
    this.directory = directory;
  }

  /**
   * The known people among {@code ids}, by id. If the directory cannot be read, nobody is known:
   * the command has succeeded and its answer must say so.
   */
  public Map<String, Person> of(RequestedCommand requested, Collection<String> ids) {
    Map<String, Person> known;
    try {
      known = directory.persons(ids);
    } catch (DataAccessException away) {
      LOG.warn("an answer shows people without their names: {}", away.getMessage());
      return Map.of();
    }
    return requested.dryRun() ? afterwards(known, requested, ids) : known;
  }

  /** The entries as they would be after the command, for dry runs, which write nothing. */
  private static Map<String, Person> afterwards(
      Map<String, Person> before, RequestedCommand requested, Collection<String> ids) {
    var after = new HashMap<>(before);
    for (Person person : requested.command().people()) {
      Person known = before.getOrDefault(person.id(), person);
      if (ids.contains(person.id()) && !DirectoryQueries.ERASED.equals(known.name())) {
        after.put(
            person.id(),
            new Person(
                person.id(),
                person.name() == null ? known.name() : person.name(),
                person.email() == null ? known.email() : person.email()));
      }
    }
    return after;
  }
}

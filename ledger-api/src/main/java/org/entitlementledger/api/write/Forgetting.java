package org.entitlementledger.api.write;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.entitlementledger.core.kernel.Person;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Keeps names out of the ledger that were erased from it: who was forgotten stays forgotten, and a
 * command that names them again is taken as if it gave their id alone.
 */
final class Forgetting {
  private static final String AMONG = "select person_id from erasure where person_id = any (?)";

  private final Set<String> erased;

  private Forgetting(Set<String> erased) {
    this.erased = erased;
  }

  /** Looks up which of the people whom commands name were forgotten; the head is locked. */
  static Forgetting in(List<Work> works, JdbcOperations jdbc) {
    var named = new HashSet<String>();
    for (Work work : works) {
      work.commands().forEach(one -> one.command().people().forEach(who -> add(named, who)));
    }
    return new Forgetting(
        named.isEmpty()
            ? Set.of()
            : Set.copyOf(
                jdbc.queryForList(AMONG, String.class, (Object) named.toArray(String[]::new))));
  }

  private static void add(Set<String> named, Person person) {
    if (person.name() != null || person.email() != null) {
      named.add(person.id());
    }
  }

  /** The same work without those names. */
  Work of(Work work) {
    if (erased.isEmpty()) {
      return work;
    }
    return switch (work) {
      case Work.Commands many ->
          new Work.Commands(
              new Bundle(
                  many.bundle().commands().stream().map(this::of).toList(), many.bundle().words()),
              many.since(),
              many.future());
      case Work.InTurn turn -> new Work.InTurn(of(turn.work()), turn.places());
      case Work.Question<?> question -> question;
      case Work.CatchUp look -> look;
      case Work.Attempt attempt -> attempt;
      case Work.ClockMove move -> move;
    };
  }

  private Submission of(Submission submission) {
    return submission.command().people().stream().anyMatch(who -> erased.contains(who.id()))
        ? submission.withoutNamesOf(erased)
        : submission;
  }
}

package org.entitlementledger.api.ledger;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.entitlementledger.core.kernel.Person;
import org.springframework.jdbc.core.JdbcOperations;

/** Removes the names of erased people from commands, so that they stay erased. */
final class ErasedNameFilter {
  private static final String AMONG = "select person_id from erasure where person_id = any (?)";

  private final Set<String> erased;

  private ErasedNameFilter(Set<String> erased) {
    this.erased = erased;
  }

  /** Looks up which people in the commands were erased; the head must be locked. */
  static ErasedNameFilter in(List<WriteRequest> requests, JdbcOperations jdbc) {
    var named = new HashSet<String>();
    for (WriteRequest request : requests) {
      request
          .commands()
          .forEach(command -> command.command().people().forEach(who -> add(named, who)));
    }
    return new ErasedNameFilter(
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

  /** A copy without those names. */
  WriteRequest without(WriteRequest request) {
    if (erased.isEmpty()) {
      return request;
    }
    return switch (request) {
      case WriteRequest.Commands many ->
          new WriteRequest.Commands(
              new RequestGroup(
                  many.group().commands().stream().map(this::of).toList(), many.group().refusals()),
              many.since(),
              many.future());
      case WriteRequest.Limited limited ->
          new WriteRequest.Limited(without(limited.request()), limited.limit());
      case WriteRequest.Ledger ledger -> ledger;
      case WriteRequest.Question<?> question -> question;
      case WriteRequest.CatchUp catchUp -> catchUp;
      case WriteRequest.RecordRefusal refusal -> refusal;
      case WriteRequest.ClockMove move -> move;
    };
  }

  private CommandRequest of(CommandRequest request) {
    return request.command().people().stream().anyMatch(who -> erased.contains(who.id()))
        ? request.withoutNamesOf(erased)
        : request;
  }
}

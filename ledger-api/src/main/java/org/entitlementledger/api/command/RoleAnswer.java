package org.entitlementledger.api.command;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.entitlementledger.api.ledger.CommandResult;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.api.web.answer.Representation;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.team.Team.Assignment;
import org.entitlementledger.core.team.TeamEvent;
import org.entitlementledger.core.team.TeamEvent.RoleAssigned;
import org.entitlementledger.core.team.TeamEvent.RoleAssignmentWithdrawn;
import org.entitlementledger.core.team.TeamEvent.RoleEnded;
import org.entitlementledger.core.team.TeamEvent.RoleHandedOver;
import org.jspecify.annotations.Nullable;

/**
 * Who serves an account in a role, as the answer of a command shows it.
 *
 * @param until exclusive: the end, or the start of the next assignment; absent while it has none
 * @param status {@code assigned}; {@code ended}; {@code withdrawn} where a plan was taken back
 */
record RoleAnswer(
    String accountId,
    String role,
    Person person,
    Instant from,
    @Nullable Instant until,
    String status) {

  /**
   * The assignment that a command created, ended or withdrew; the present one if it changed
   * nothing.
   */
  static Representation of(AcceptedCommand command, String role) {
    RoleAnswer answer = of(command.result(), role, command.requested().command().people());
    return Representation.of(answer.named(command::people));
  }

  private static RoleAnswer of(CommandResult result, String role, List<Person> people) {
    Account account = result.after();
    TeamEvent event =
        result.events().stream()
            .filter(TeamEvent.class::isInstance)
            .map(TeamEvent.class::cast)
            .reduce((first, second) -> second)
            .orElse(null);
    if (event instanceof RoleAssignmentWithdrawn plan && people.isEmpty()) {
      Person person = new Person(plan.personId(), null, null);
      return new RoleAnswer(account.accountId(), role, person, plan.startsAt(), null, "withdrawn");
    }
    Assignment found =
        account.team().inFact(role, account.contracts()).stream()
            .filter(meant(event, people))
            .reduce((first, second) -> second)
            .orElseThrow();
    return new RoleAnswer(
        account.accountId(),
        role,
        new Person(found.personId(), null, null),
        found.from(),
        found.until(),
        event instanceof RoleEnded ? "ended" : "assigned");
  }

  /** A copy with the known details of the person. */
  private RoleAnswer named(Function<? super Set<String>, Map<String, Person>> directory) {
    Person known = Json.person(person.id(), directory.apply(Set.of(person.id())));
    return new RoleAnswer(accountId, role, known, from, until, status);
  }

  private static Predicate<Assignment> meant(@Nullable TeamEvent event, List<Person> people) {
    return switch (event) {
      case RoleAssigned assigned -> one -> one.from().equals(assigned.startsAt());
      case RoleHandedOver handed -> one -> one.from().equals(handed.startsAt());
      case RoleEnded ended -> one -> ended.endsAt().equals(one.until());
      case RoleAssignmentWithdrawn withdrawn -> one -> isFirst(one, people);
      case null -> one -> isFirst(one, people);
    };
  }

  private static boolean isFirst(Assignment one, List<Person> people) {
    return one.personId().equals(people.getFirst().id());
  }
}

package org.entitlementledger.core.team;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.team.Team.Assignment;
import org.entitlementledger.core.team.TeamEvent.RoleAssigned;
import org.entitlementledger.core.team.TeamEvent.RoleAssignmentWithdrawn;
import org.entitlementledger.core.team.TeamEvent.RoleEnded;
import org.entitlementledger.core.team.TeamEvent.RoleHandedOver;
import org.jspecify.annotations.Nullable;

/** The rules of who serves in a role (DOMAIN.md, "Life cycles": CSA / ASE). */
record TeamRules(Team team, Contracts contracts, AccountZone zone, Context context) {

  List<TeamEvent> assign(String role, Person person, @Nullable When from) {
    Instant startsAt = context.effectiveAt("from", from, zone);
    Instant effectiveAt = context.notAfterNow(startsAt);
    if (from == null) {
      context.refuseAhead(startsAt);
    }
    aContractInForceMustListTheRole(role, startsAt);
    boolean planned = startsAt.isAfter(context.now());
    Team base = planned ? team.withoutFrom(role, startsAt) : team;
    Assignment holder = base.at(role, startsAt, contracts);
    if (holder != null
        && holder.personId().equals(person.id())
        && !base.isEndedByCommand(role, startsAt)) {
      return planned ? whoeverWasToFollowDoesNot(role, startsAt) : List.of();
    }
    nobodyHasBegunSince(base, role, startsAt);
    if (holder == null) {
      return List.of(new RoleAssigned(effectiveAt, role, person.id(), startsAt));
    }
    return List.of(new RoleHandedOver(effectiveAt, role, person.id(), holder.personId(), startsAt));
  }

  TeamEvent end(String role) {
    Instant endsAt = context.effectiveAt(zone);
    Assignment holder = team.at(role, endsAt, contracts);
    if (holder != null && holder.from().isAfter(context.now())) {
      return withdrawal(role, holder);
    }
    context.refuseAhead(endsAt);
    if (holder != null && !team.isEndedByCommand(role, endsAt)) {
      return new RoleEnded(endsAt, role, holder.personId(), endsAt);
    }
    Assignment next = context.occurredAt() == null ? nextAfter(role, endsAt) : null;
    if (holder == null && next != null) {
      return withdrawal(role, next);
    }
    throw Refusal.of(Problem.INVALID_TRANSITION, "nobody is assigned at that time")
        .with("state", "ended")
        .with("allowed", List.of("assigned"));
  }

  /** Where none is in force yet, anybody may be assigned. */
  private void aContractInForceMustListTheRole(String role, Instant startsAt) {
    Contract contract = contracts.inForce(startsAt);
    if (contract != null && contract.termsAt(startsAt).entitlement(role) == null) {
      String tier = contract.termsAt(startsAt).tier();
      throw Refusal.of(
              Problem.NOT_ENTITLED, "the tier " + tier + " does not include the role " + role)
          .with("entitlement", role)
          .with("tier", tier);
    }
  }

  /** A plan does not stand in the way; an assignment that has begun does. */
  private void nobodyHasBegunSince(Team base, String role, Instant startsAt) {
    for (Assignment assignment : base.inFact(role, contracts)) {
      boolean later =
          !assignment.from().isBefore(startsAt) && !assignment.from().isAfter(context.now());
      if (later && !assignment.isEmpty()) {
        throw Refusal.of(
                Problem.INVALID_TRANSITION,
                assignment.personId()
                    + " has been assigned since: a handover must begin after that")
            .with("state", "assigned")
            .with("assigned", assignment.personId())
            .with("from", assignment.from())
            .with("allowed", List.of("handed-over", "ended"));
      }
    }
  }

  /** The person who serves at {@code time} is planned to go on. */
  private List<TeamEvent> whoeverWasToFollowDoesNot(String role, Instant time) {
    var events = new ArrayList<TeamEvent>();
    for (Assignment assignment : team.line(role)) {
      if (!assignment.from().isBefore(time)) {
        events.add(withdrawal(role, assignment));
      }
    }
    return List.copyOf(events);
  }

  private RoleAssignmentWithdrawn withdrawal(String role, Assignment planned) {
    return new RoleAssignmentWithdrawn(context.now(), role, planned.personId(), planned.from());
  }

  private @Nullable Assignment nextAfter(String role, Instant time) {
    for (Assignment assignment : team.inFact(role, contracts)) {
      if (assignment.from().isAfter(time)) {
        return assignment;
      }
    }
    return null;
  }
}

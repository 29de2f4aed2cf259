package org.entitlementledger.core.team;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.quota.Promise.Phase;
import org.entitlementledger.core.team.TeamCommand.AssignAse;
import org.entitlementledger.core.team.TeamCommand.AssignCsa;
import org.entitlementledger.core.team.TeamCommand.EndAse;
import org.entitlementledger.core.team.TeamCommand.EndCsa;
import org.entitlementledger.core.team.TeamEvent.RoleAssigned;
import org.entitlementledger.core.team.TeamEvent.RoleEnded;
import org.entitlementledger.core.team.TeamEvent.RoleHandedOver;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * Who serves the account in which role. One person at a time in each; they belong to the account
 * and live on over terms and gaps until ended (DOMAIN.md, "Life cycles").
 *
 * @param assignments by role, in the order of their starts, which do not overlap
 */
public record Team(PMap<String, PVector<Assignment>> assignments) {
  public static final String CSA = "csa";
  public static final String ASE = "ase";
  public static final Team NOBODY = new Team(HashTreePMap.empty());

  /**
   * One person's time in a role.
   *
   * @param until exclusive; absent while it has no end
   */
  public record Assignment(String personId, Instant from, @Nullable Instant until) {
    boolean contains(Instant time) {
      return !time.isBefore(from) && (until == null || time.isBefore(until));
    }

    boolean overlaps(Instant start, Instant end) {
      return from.isBefore(end) && (until == null || start.isBefore(until));
    }

    Assignment endingBy(Instant time) {
      Instant end = time.isAfter(from) ? time : from;
      return until != null && until.isBefore(end) ? this : new Assignment(personId, from, end);
    }
  }

  /** The rules of this capability. */
  public List<TeamEvent> decide(
      TeamCommand command, Contracts contracts, AccountZone zone, Context context) {
    return switch (command) {
      case AssignCsa assign ->
          assign(CSA, assign.person(), assign.from(), contracts, zone, context);
      case EndCsa end -> List.of(end(CSA, contracts, zone, context));
      case AssignAse assign ->
          assign(ASE, assign.person(), assign.from(), contracts, zone, context);
      case EndAse end -> List.of(end(ASE, contracts, zone, context));
    };
  }

  private List<TeamEvent> assign(
      String role,
      Person person,
      @Nullable When from,
      Contracts contracts,
      AccountZone zone,
      Context context) {
    Instant startsAt = context.effectiveAt("from", from, zone);
    Instant effectiveAt = context.notAfterNow(startsAt);
    if (from == null) {
      context.refuseAhead(startsAt);
    }
    refuseUnlisted(role, contracts, startsAt);
    Assignment last = last(role, contracts);
    if (last == null || (last.until() != null && !last.until().isAfter(startsAt))) {
      return List.of(new RoleAssigned(effectiveAt, role, person.id(), startsAt));
    }
    if (last.contains(startsAt) && last.personId().equals(person.id()) && !isEnded(role)) {
      return List.of();
    }
    if (!last.from().isBefore(startsAt)) {
      throw Refusal.of(
              Problem.INVALID_TRANSITION, "a handover begins after the present assignment began")
          .with("state", "assigned")
          .with("assigned", last.personId())
          .with("from", last.from())
          .with("allowed", List.of("handed-over", "ended"));
    }
    return List.of(new RoleHandedOver(effectiveAt, role, person.id(), last.personId(), startsAt));
  }

  private static void refuseUnlisted(String role, Contracts contracts, Instant startsAt) {
    Contract contract = contracts.inForce(startsAt);
    if (contract != null && contract.termsAt(startsAt).entitlement(role) == null) {
      throw Refusal.of(Problem.NOT_ENTITLED, "the tier in force does not include this role")
          .with("entitlement", role)
          .with("tier", contract.termsAt(startsAt).tier());
    }
  }

  private RoleEnded end(String role, Contracts contracts, AccountZone zone, Context context) {
    Instant endsAt = context.effectiveAt(zone);
    context.refuseAhead(endsAt);
    Assignment last = last(role, contracts);
    if (last == null || isEnded(role) || !last.contains(endsAt)) {
      throw Refusal.of(Problem.INVALID_TRANSITION, "nobody is assigned at that time")
          .with("state", "ended")
          .with("allowed", List.of("assigned"));
    }
    return new RoleEnded(endsAt, role, last.personId(), endsAt);
  }

  /** The team after an event. */
  public Team apply(TeamEvent event) {
    return switch (event) {
      case RoleAssigned assigned ->
          begin(assigned.role(), assigned.personId(), assigned.startsAt());
      case RoleHandedOver handed ->
          end(handed.role(), handed.startsAt())
              .begin(handed.role(), handed.personId(), handed.startsAt());
      case RoleEnded ended -> end(ended.role(), ended.endsAt());
    };
  }

  private Team begin(String role, String personId, Instant from) {
    var line = line(role).plus(new Assignment(personId, from, null));
    return new Team(assignments.plus(role, line));
  }

  private Team end(String role, Instant until) {
    var line = line(role);
    int last = line.size() - 1;
    var ended = new Assignment(line.get(last).personId(), line.get(last).from(), until);
    return new Team(assignments.plus(role, line.with(last, ended)));
  }

  /** The id of who serves in {@code role} at {@code time}, or null. */
  public @Nullable String assignee(String role, Instant time, Contracts contracts) {
    for (Assignment one : line(role)) {
      if (inFact(role, one, contracts).contains(time)) {
        return one.personId();
      }
    }
    return null;
  }

  /** Whether somebody serves in {@code role} at any time of the span {@code [from, until)}. */
  public boolean servedWithin(String role, Instant from, Instant until, Contracts contracts) {
    return line(role).stream()
        .map(one -> inFact(role, one, contracts))
        .anyMatch(one -> one.overlaps(from, until));
  }

  private PVector<Assignment> line(String role) {
    return assignments.getOrDefault(role, TreePVector.empty());
  }

  /** Whether somebody ended the last assignment; a term may end it all the same. */
  private boolean isEnded(String role) {
    var line = line(role);
    return line.get(line.size() - 1).until() != null;
  }

  private @Nullable Assignment last(String role, Contracts contracts) {
    var line = line(role);
    return line.isEmpty() ? null : inFact(role, line.get(line.size() - 1), contracts);
  }

  /** An ASE ends with the first term whose tier has none (DOMAIN.md, "Life cycles"). */
  private static Assignment inFact(String role, Assignment one, Contracts contracts) {
    if (!role.equals(ASE)) {
      return one;
    }
    for (Contract contract : contracts.inOrder()) {
      for (Phase phase : contract.promise(ASE).phases()) {
        if (phase.life().end().isAfter(one.from()) && phase.terms() == null) {
          return one.endingBy(phase.life().start());
        }
      }
    }
    return one;
  }
}

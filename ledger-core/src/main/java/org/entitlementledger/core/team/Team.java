package org.entitlementledger.core.team;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.quota.ContractEntitlement.Phase;
import org.entitlementledger.core.team.TeamCommand.AssignAse;
import org.entitlementledger.core.team.TeamCommand.AssignCsa;
import org.entitlementledger.core.team.TeamCommand.EndAse;
import org.entitlementledger.core.team.TeamCommand.EndCsa;
import org.entitlementledger.core.team.TeamEvent.RoleAssigned;
import org.entitlementledger.core.team.TeamEvent.RoleAssignmentWithdrawn;
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
 * @param assignments by role, in the order of their starts; one lasts until somebody ended it, or
 *     until the next one starts
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

    boolean isEmpty() {
      return until != null && !from.isBefore(until);
    }

    Assignment endingBy(Instant time) {
      Instant end = time.isAfter(from) ? time : from;
      return until != null && until.isBefore(end) ? this : new Assignment(personId, from, end);
    }
  }

  /** The rules of this capability. */
  public List<TeamEvent> decide(
      TeamCommand command, Contracts contracts, AccountZone zone, Context context) {
    var rules = new TeamRules(this, contracts, zone, context);
    return switch (command) {
      case AssignCsa assign -> rules.assign(CSA, assign.person(), assign.from());
      case EndCsa end -> List.of(rules.end(CSA));
      case AssignAse assign -> rules.assign(ASE, assign.person(), assign.from());
      case EndAse end -> List.of(rules.end(ASE));
    };
  }

  /** The team after an event. */
  public Team apply(TeamEvent event) {
    return switch (event) {
      case RoleAssigned assigned -> begin(assigned, assigned.personId(), assigned.startsAt());
      case RoleHandedOver handed -> begin(handed, handed.personId(), handed.startsAt());
      case RoleEnded ended -> end(ended.role(), ended.endsAt());
      case RoleAssignmentWithdrawn withdrawn -> {
        var line = line(withdrawn.role());
        var planned = new Assignment(withdrawn.personId(), withdrawn.startsAt(), null);
        yield with(withdrawn.role(), line.minus(planned));
      }
    };
  }

  /** A plan replaces those for its time and after it; what begins at once leaves plans alone. */
  private Team begin(TeamEvent event, String personId, Instant from) {
    boolean planned = from.isAfter(event.occurredAt());
    var line = (planned ? withoutFrom(event.role(), from) : this).line(event.role());
    int place = (int) line.stream().filter(one -> !one.from().isAfter(from)).count();
    return with(event.role(), line.plus(place, new Assignment(personId, from, null)));
  }

  private Team end(String role, Instant until) {
    var line = line(role);
    int place = lastBegunBy(role, until);
    Assignment one = line.get(place);
    return with(role, line.with(place, new Assignment(one.personId(), one.from(), until)));
  }

  /** Without the assignments that begin at {@code time} or after it. */
  Team withoutFrom(String role, Instant time) {
    return with(
        role,
        TreePVector.from(line(role).stream().filter(one -> one.from().isBefore(time)).toList()));
  }

  private Team with(String role, PVector<Assignment> line) {
    return new Team(assignments.plus(role, line));
  }

  /** The id of who serves in {@code role} at {@code time}, or null. */
  public @Nullable String assignee(String role, Instant time, Contracts contracts) {
    Assignment holder = at(role, time, contracts);
    return holder == null ? null : holder.personId();
  }

  /** Whether somebody serves in {@code role} at any time of the span {@code [from, until)}. */
  public boolean servedWithin(String role, Instant from, Instant until, Contracts contracts) {
    return inFact(role, contracts).stream().anyMatch(one -> one.overlaps(from, until));
  }

  @Nullable Assignment at(String role, Instant time, Contracts contracts) {
    for (Assignment assignment : inFact(role, contracts)) {
      if (assignment.contains(time)) {
        return assignment;
      }
    }
    return null;
  }

  PVector<Assignment> line(String role) {
    return assignments.getOrDefault(role, TreePVector.empty());
  }

  /** The place of the last assignment that has begun by {@code time}; -1 where none has. */
  private int lastBegunBy(String role, Instant time) {
    var line = line(role);
    int place = line.size() - 1;
    while (place >= 0 && line.get(place).from().isAfter(time)) {
      place--;
    }
    return place;
  }

  /** Whether somebody ended the assignment of {@code time}; a term may end it all the same. */
  boolean isEndedByCommand(String role, Instant time) {
    int place = lastBegunBy(role, time);
    return place >= 0 && line(role).get(place).until() != null;
  }

  /**
   * The assignments with their ends: the next one's start, and for an ASE the first term whose tier
   * has none (DOMAIN.md, "Life cycles").
   */
  public List<Assignment> inFact(String role, Contracts contracts) {
    var line = line(role);
    var all = new ArrayList<Assignment>();
    for (int place = 0; place < line.size(); place++) {
      Assignment one = line.get(place);
      Assignment ended = place + 1 < line.size() ? one.endingBy(line.get(place + 1).from()) : one;
      all.add(role.equals(ASE) ? endedByTerms(ended, contracts) : ended);
    }
    return all;
  }

  private static Assignment endedByTerms(Assignment one, Contracts contracts) {
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

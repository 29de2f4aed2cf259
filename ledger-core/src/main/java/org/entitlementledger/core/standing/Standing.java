package org.entitlementledger.core.standing;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.catalogue.Kind;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.quota.Allowance;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Quota;
import org.entitlementledger.core.team.Team;
import org.jspecify.annotations.Nullable;

/** Where the account stands: what every capability may know of the others when it decides. */
public record Standing(ZoneId zone, Contracts contracts, Team team, Quota quota) {

  /**
   * The contract in force at {@code time} and what it promises under {@code key}: the rules that
   * every consumption begins with (DOMAIN.md, "Life cycles"; order of refusals: API.md, "Errors").
   *
   * @throws Refusal {@code future-dated}, {@code no-contract-in-force}, {@code not-entitled},
   *     {@code backdating-limit}
   */
  public Entitled entitled(String key, Kind kind, Instant time, Context context) {
    context.refuseAhead(time);
    Contract contract = contracts.inForce(time);
    if (contract == null) {
      throw Refusal.of(Problem.NO_CONTRACT_IN_FORCE, "no contract is in force at that time")
          .with("entitlement", key)
          .with("occurredAt", time);
    }
    EntitlementTerms terms = contract.terms().entitlement(key);
    if (terms == null || terms.kind() != kind) {
      throw Refusal.of(Problem.NOT_ENTITLED, "the tier in force does not include this")
          .with("entitlement", key)
          .with("tier", contract.terms().tier());
    }
    context.refuseTooLate(time, terms.backdating(), zone);
    return new Entitled(contract, terms);
  }

  /** A promise that is in force, and the contract that makes it. */
  public record Entitled(Contract contract, EntitlementTerms terms) {}

  /**
   * The roles that {@code key} needs must be filled at some time of the day that {@code time} falls
   * on.
   *
   * @throws Refusal {@code invalid-transition} with {@code missing}, the role
   */
  public void requireRoles(Entitled entitled, Instant time, Context context) {
    Instant dayStart = When.startOfDay(When.dayOf(time, zone), zone);
    Instant dayEnd = When.startOfDay(When.dayOf(time, zone).plusDays(1), zone);
    Instant known = dayEnd.isAfter(context.now()) ? context.now().plusNanos(1) : dayEnd;
    for (EntitlementTerms role : entitled.contract().terms().entitlements().values()) {
      boolean needed = role.required().contains(entitled.terms().key());
      if (needed && !team.servedWithin(role.key(), dayStart, known, contracts)) {
        throw Refusal.of(
                Problem.INVALID_TRANSITION, "somebody must be assigned as " + role.key() + " first")
            .with("entitlement", entitled.terms().key())
            .with("missing", role.key());
      }
    }
  }

  /** The id of who serves in {@code role} at {@code time}, or null. */
  public @Nullable String assignee(String role, Instant time) {
    return team.assignee(role, time, contracts);
  }

  /**
   * Takes {@code quantity} at {@code time}, when the promise is in force.
   *
   * @throws Refusal {@code quota-exhausted}
   */
  public List<Movement> draw(Entitled entitled, Quantity quantity, Instant time) {
    Allowance allowance = Allowance.at(time, entitled.contract(), entitled.terms(), zone);
    return quota.draw(allowance, quantity, time, resetsAt(allowance));
  }

  /**
   * When the next allowance begins: the window's end, unless the contract ends first and none
   * follows at once.
   */
  public @Nullable Instant resetsAt(Allowance allowance) {
    Instant end = allowance.life().end();
    Contract next = contracts.inForce(end);
    return next != null && next.terms().entitlement(allowance.terms().key()) != null ? end : null;
  }

  /** What gives these draws back, to the very sources and windows that they were drawn from. */
  public static List<Movement> returned(List<Movement> draws, Instant time) {
    var movements = new ArrayList<Movement>(draws.size());
    for (Movement draw : draws) {
      movements.add(draw.returned(time));
    }
    return List.copyOf(movements);
  }
}

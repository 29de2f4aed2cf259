package org.entitlementledger.core.entitlement;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.catalogue.Kind;
import org.entitlementledger.core.catalogue.QuotaPolicy;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.decision.ApprovalNeeded;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.RecordedBoundaries;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Grant;
import org.entitlementledger.core.quota.Hold;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Promise;
import org.entitlementledger.core.quota.Quota;
import org.entitlementledger.core.quota.Quota.Drawn;
import org.entitlementledger.core.team.Team;
import org.jspecify.annotations.Nullable;

/** Where the account stands: what every capability may know of the others when it decides. */
public record Standing(ZoneId rules, Contracts contracts, Team team, Quota quota) {

  /** The account's zone, with the boundaries that were recorded in it. */
  public AccountZone zone() {
    return new AccountZone(rules, quota.recorded());
  }

  /** After movements that were recorded. */
  public Standing moved(Collection<Movement> movements) {
    return moved(movements, Instant.MAX);
  }

  /** The same, of which those count that took effect by {@code asOf}; all record their windows. */
  public Standing moved(Collection<Movement> movements, Instant asOf) {
    RecordedBoundaries recorded = contracts.recording(movements, zone());
    var zone = new AccountZone(rules, recorded);
    Contracts known = recorded.equals(quota.recorded()) ? contracts : contracts.in(zone);
    Quota moved = quota.recording(recorded);
    // grants keep their ends unless new zone rules have moved those of their contracts
    moved = known.equals(contracts) ? moved : moved.endingWith(known);
    for (Movement movement : movements) {
      if (!movement.effectiveAt().isAfter(asOf)) {
        moved = moved.apply(known.asRecorded(movement, zone), known);
      }
    }
    return new Standing(rules, known, team, moved);
  }

  /**
   * The contract in force at {@code time} and what it promises under {@code key}: the rules that
   * every consumption begins with (DOMAIN.md, "Life cycles"; order of refusals: API.md, "Errors").
   *
   * @throws Refusal {@code future-dated}, {@code no-contract-in-force}, {@code not-entitled},
   *     {@code backdating-limit}
   */
  public Entitled entitled(String key, Kind kind, Instant time, Context context) {
    context.refuseAhead(time);
    Entitled entitled = promised(key, kind, time);
    context.refuseTooLate(time, entitled.terms().backdating(), zone());
    return entitled;
  }

  /**
   * What the contract in force at {@code time}, which may lie ahead, promises under {@code key}.
   *
   * @throws Refusal {@code no-contract-in-force}, {@code not-entitled}
   */
  public Entitled promised(String key, Instant time) {
    Contract contract = contracts.inForce(time);
    if (contract == null) {
      throw noContract(time).with("entitlement", key);
    }
    EntitlementTerms terms = contract.termsAt(time).entitlement(key);
    if (terms == null) {
      throw NotEntitled.to(key, contract, time);
    }
    return new Entitled(contract, terms);
  }

  /**
   * The same of one kind.
   *
   * @throws Refusal {@code no-contract-in-force}, {@code not-entitled}
   */
  public Entitled promised(String key, Kind kind, Instant time) {
    Entitled entitled = promised(key, time);
    if (entitled.terms().kind() != kind) {
      throw NotEntitled.inThisWay(entitled, time, "this command is for the kind " + kind.key());
    }
    return entitled;
  }

  /**
   * What the contract in force at {@code time} promises within a limit: what holds, grants and
   * adjustments are for (DOMAIN.md, "Quota").
   *
   * @throws Refusal {@code no-contract-in-force}, {@code not-entitled}; {@code validation} where
   *     there is no limit
   */
  public Entitled limited(String key, Instant time) {
    Entitled entitled = promised(key, time);
    if (!entitled.terms().kind().counted()) {
      throw NotEntitled.inThisWay(
          entitled, time, "it is not counted, so there is no quantity to change");
    }
    QuantityRules.refuseUnlimited(entitled.terms());
    return entitled;
  }

  /**
   * The contract in force at {@code time}.
   *
   * @throws Refusal {@code no-contract-in-force}
   */
  public Contract inForce(Instant time) {
    Contract contract = contracts.inForce(time);
    if (contract == null) {
      throw noContract(time);
    }
    return contract;
  }

  private static Refusal noContract(Instant time) {
    return Refusal.of(Problem.NO_CONTRACT_IN_FORCE, "no contract is in force at that time")
        .with("occurredAt", time);
  }

  /** A promise that is in force, and the contract that makes it. */
  public record Entitled(Contract contract, EntitlementTerms terms) {
    Promise promise() {
      return contract.promise(terms.key());
    }
  }

  /**
   * The roles that a use needs (CATALOGUE.md, {@code required}) must be filled at some time of the
   * day that {@code time} falls on.
   *
   * @throws Refusal {@code invalid-transition} with {@code missing}, the role
   */
  public void requireRoles(Entitled entitled, Instant time, Context context) {
    Instant dayStart = zone().startOfDay(zone().dayOf(time));
    Instant dayEnd = zone().startOfDay(zone().dayOf(time).plusDays(1));
    Instant known = dayEnd.isAfter(context.now()) ? context.now().plusNanos(1) : dayEnd;
    for (EntitlementTerms role : entitled.contract().termsAt(time).entitlements().values()) {
      boolean needed = role.required().contains(entitled.terms().key());
      if (needed && !team.servedWithin(role.key(), dayStart, known, contracts)) {
        throw Refusal.of(
                Problem.INVALID_TRANSITION,
                "nobody serves as " + role.key() + " on that day: assign somebody first")
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
   * Consumes {@code quantity} at {@code time}, when the promise is in force; past the limit as the
   * policy {@code overage} says.
   *
   * @throws Refusal {@code quota-exhausted}
   * @throws ApprovalNeeded past the limit, where the policy asks for it
   */
  public List<Movement> draw(Entitled entitled, Quantity quantity, Instant time, Context context) {
    Drawn drawn = take(Movement.Kind.CONSUMED, entitled, quantity, time, context);
    if (drawn.missing().isZero()) {
      return drawn.movements();
    }
    QuotaPolicy.Overage policy = entitled.terms().counted().policy().overage();
    if (policy == QuotaPolicy.Overage.REJECT) {
      throw new QuotaExhausted(this, entitled, time, context.now()).refusal(quantity, drawn);
    }
    if (policy == QuotaPolicy.Overage.APPROVE && context.approvedBy() == null) {
      throw new ApprovalNeeded(time);
    }
    var movements = new ArrayList<>(drawn.movements());
    movements.add(
        Movement.of(
            Movement.Kind.CONSUMED,
            entitled.terms().key(),
            drawn.overage(),
            drawn.window(),
            drawn.missing(),
            time));
    return List.copyOf(movements);
  }

  /**
   * Holds or deducts {@code quantity}: all of it or nothing, never past the limit.
   *
   * @throws Refusal {@code quota-exhausted}
   */
  public List<Movement> drawWithinLimit(
      Movement.Kind kind, Entitled entitled, Quantity quantity, Instant time, Context context) {
    Drawn drawn = take(kind, entitled, quantity, time, context);
    if (!drawn.missing().isZero()) {
      throw new QuotaExhausted(this, entitled, time, context.now()).refusal(quantity, drawn);
    }
    return drawn.movements();
  }

  private Drawn take(
      Movement.Kind kind, Entitled entitled, Quantity quantity, Instant time, Context context) {
    return quota.draw(kind, entitled.promise(), quantity, time, context.now());
  }

  /**
   * When the next allowance begins: the window's end, unless the contract ends first and none
   * follows at once.
   */
  public @Nullable Instant resetsAt(Entitled entitled, Window window, Instant time) {
    Instant end = window.end();
    Instant over = entitled.contract().term().end();
    Instant next = over.isBefore(end) ? over : end;
    Contract then = contracts.inForce(next);
    boolean again = then != null && then.termsAt(next).entitlement(entitled.terms().key()) != null;
    return again && next.isAfter(time) ? next : null;
  }

  /**
   * What gives these draws back at {@code time}, to the very sources and windows that they were
   * drawn from; what goes back to a source that has ended lapses at that moment (DOMAIN.md,
   * "Quota").
   */
  public List<Movement> returned(List<Movement> draws, Instant time) {
    var movements = new ArrayList<Movement>();
    for (Movement draw : draws) {
      movements.add(draw.as(Movement.Kind.RETURNED, time));
      if (endedBy(draw, time)) {
        movements.add(draw.as(Movement.Kind.LAPSED, time));
      }
    }
    return List.copyOf(movements);
  }

  /** What sets these reservations free at {@code time}, likewise. */
  public List<Movement> released(Hold hold, List<Movement> takes, Instant time) {
    var movements = new ArrayList<Movement>();
    for (Movement take : takes) {
      movements.add(take.as(Movement.Kind.RELEASED, time).ofHold(hold.holdId()));
      if (endedBy(take, time)) {
        movements.add(take.as(Movement.Kind.LAPSED, time));
      }
    }
    return List.copyOf(movements);
  }

  private boolean endedBy(Movement draw, Instant time) {
    return !time.isBefore(endOf(draw));
  }

  /** When the source of a draw ends; never, for what went past the limit. */
  private Instant endOf(Movement draw) {
    return switch (draw.source().kind()) {
      case OVERAGE -> Instant.MAX;
      case GRANT, ADJUSTMENT -> {
        Grant grant = quota.grant(draw.entitlement(), draw.source());
        yield grant == null ? Instant.MAX : grant.ends();
      }
      case ALLOWANCE, ROLLOVER -> endOfSlot(draw);
    };
  }

  private Instant endOfSlot(Movement draw) {
    String contractId = draw.source().id().substring(0, draw.source().id().lastIndexOf('/'));
    Promise promise = contracts.get(contractId).promise(draw.entitlement());
    return quota.endOf(promise, draw);
  }
}

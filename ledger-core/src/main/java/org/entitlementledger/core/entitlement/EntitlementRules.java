package org.entitlementledger.core.entitlement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.catalogue.Kind;
import org.entitlementledger.core.catalogue.QuotaPolicy;
import org.entitlementledger.core.decision.ApprovalNeeded;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.AccountState.Entitled;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.quota.ContractEntitlement;
import org.entitlementledger.core.quota.Grant;
import org.entitlementledger.core.quota.Hold;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Quota.Drawn;

/** The rules that all kinds of consumption share (DOMAIN.md, "Quota"), for one decision. */
public record EntitlementRules(AccountState account, Context context) {

  /**
   * The entitlement {@code key} of the contract in force at {@code time}, after the checks that
   * every consumption begins with (DOMAIN.md, "Life cycles"; order of refusals: API.md, "Errors").
   *
   * @throws Refusal {@code future-dated}, {@code books-closed}, {@code no-contract-in-force},
   *     {@code not-entitled}, {@code backdating-limit}
   */
  public Entitled entitled(String key, Kind kind, Instant time) {
    context.refuseAhead(time);
    context.refuseClosed(time, account.zone());
    Entitled entitled = account.promised(key, kind, time);
    context.refuseTooLate(time, entitled.terms().backdating(), account.zone());
    return entitled;
  }

  /**
   * Requires the roles that the terms name (CATALOGUE.md, {@code required}) to be filled at some
   * moment of the day of {@code time}.
   *
   * @throws Refusal {@code invalid-transition} with {@code missing}, the role
   */
  public void requireRoles(Entitled entitled, Instant time) {
    AccountZone zone = account.zone();
    Instant dayStart = zone.startOfDay(zone.dayOf(time));
    Instant dayEnd = zone.startOfDay(zone.dayOf(time).plusDays(1));
    Instant known = dayEnd.isAfter(context.now()) ? context.now().plusNanos(1) : dayEnd;
    for (EntitlementTerms role : entitled.contract().termsAt(time).entitlements().values()) {
      boolean needed = role.required().contains(entitled.terms().key());
      if (needed
          && !account.team().servedWithin(role.key(), dayStart, known, account.contracts())) {
        throw Refusal.of(
                Problem.INVALID_TRANSITION,
                "nobody serves as " + role.key() + " on that day: assign somebody first")
            .with("entitlement", entitled.terms().key())
            .with("missing", role.key());
      }
    }
  }

  /**
   * Consumes {@code quantity} at {@code time}; the policy {@code overage} decides on units beyond
   * the limit.
   *
   * @throws Refusal {@code quota-exhausted}
   * @throws ApprovalNeeded where the policy requires approval for units beyond the limit
   */
  public List<Movement> draw(Entitled entitled, Quantity quantity, Instant time) {
    Drawn drawn = take(Movement.Kind.CONSUMED, entitled, quantity, time);
    if (drawn.missing().isZero()) {
      return drawn.movements();
    }
    QuotaPolicy.Overage policy = entitled.terms().counted().policy().overage();
    if (policy == QuotaPolicy.Overage.REJECT) {
      throw new QuotaExhausted(account, entitled, time, context.now()).refusal(quantity, drawn);
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
   * Holds or deducts {@code quantity}, all or nothing and within the limit.
   *
   * @throws Refusal {@code quota-exhausted}
   */
  public List<Movement> drawWithinLimit(
      Movement.Kind kind, Entitled entitled, Quantity quantity, Instant time) {
    Drawn drawn = take(kind, entitled, quantity, time);
    if (!drawn.missing().isZero()) {
      throw new QuotaExhausted(account, entitled, time, context.now()).refusal(quantity, drawn);
    }
    return drawn.movements();
  }

  private Drawn take(Movement.Kind kind, Entitled entitled, Quantity quantity, Instant time) {
    return account.quota().draw(kind, entitled.promise(), quantity, time, context.now());
  }

  /**
   * The movements that return {@code draws} to their sources and windows at {@code time}. Units
   * that return to an ended source lapse at once (DOMAIN.md, "Quota").
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

  /** The movements that release reservations at {@code time}, likewise. */
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

  /** The end of a draw's source; overage never ends. */
  private Instant endOf(Movement draw) {
    return switch (draw.source().kind()) {
      case OVERAGE -> Instant.MAX;
      case GRANT, ADJUSTMENT -> {
        Grant grant = account.quota().grant(draw.entitlement(), draw.source());
        yield grant == null ? Instant.MAX : grant.ends();
      }
      case ALLOWANCE, ROLLOVER -> endOfAllowance(draw);
    };
  }

  private Instant endOfAllowance(Movement draw) {
    String contractId = draw.source().id().substring(0, draw.source().id().lastIndexOf('/'));
    ContractEntitlement promise = account.contracts().get(contractId).promise(draw.entitlement());
    return account.quota().endOf(promise, draw);
  }
}

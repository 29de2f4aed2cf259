package org.entitlementledger.core.entitlement;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.catalogue.Kind;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.RecordedBoundaries;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.ContractEntitlement;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Quota;
import org.entitlementledger.core.team.Team;
import org.jspecify.annotations.Nullable;

/** The part of an account that every capability may use in its decisions. */
public record AccountState(ZoneId rules, Contracts contracts, Team team, Quota quota) {

  /** The account's zone with its recorded boundaries. */
  public AccountZone zone() {
    return new AccountZone(rules, quota.recorded());
  }

  /** The consumption rules for one decision. */
  public EntitlementRules rules(Context context) {
    return new EntitlementRules(this, context);
  }

  /** The state after recorded movements. */
  public AccountState moved(Collection<Movement> movements) {
    return moved(movements, Instant.MAX);
  }

  /**
   * The state after recorded movements, counting those with an effective time up to {@code asOf}.
   * All of them record their windows.
   */
  public AccountState moved(Collection<Movement> movements, Instant asOf) {
    RecordedBoundaries recorded = contracts.recording(movements, zone());
    var zone = new AccountZone(rules, recorded);
    Contracts known = recorded.equals(quota.recorded()) ? contracts : contracts.in(zone);
    Quota moved = quota.recording(recorded);
    // Grants keep their ends unless new zone rules move the ends of their contracts.
    moved = known.equals(contracts) ? moved : moved.endingWith(known);
    for (Movement movement : movements) {
      if (!movement.effectiveAt().isAfter(asOf)) {
        moved = moved.apply(known.asRecorded(movement, zone), known);
      }
    }
    return new AccountState(rules, known, team, moved);
  }

  /**
   * The entitlement {@code key} of the contract in force at {@code time}, which may be in the
   * future.
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
   * The same, and of the kind {@code kind}.
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
   * The limited entitlement {@code key} of the contract in force at {@code time}: holds, grants and
   * adjustments apply to limited entitlements only (DOMAIN.md, "Quota").
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

  /** The terms of an entitlement, and the contract in force that has them. */
  public record Entitled(Contract contract, EntitlementTerms terms) {
    ContractEntitlement promise() {
      return contract.promise(terms.key());
    }
  }

  /** The id of the person assigned to {@code role} at {@code time}, or null. */
  public @Nullable String assignee(String role, Instant time) {
    return team.assignee(role, time, contracts);
  }

  /**
   * The start of the next allowance: the end of the window or of the contract, whichever is
   * earlier; null if that has passed or no contract has the entitlement then.
   */
  public @Nullable Instant resetsAt(Entitled entitled, Window window, Instant time) {
    Instant end = window.end();
    Instant over = entitled.contract().term().end();
    Instant next = over.isBefore(end) ? over : end;
    Contract then = contracts.inForce(next);
    boolean again = then != null && then.termsAt(next).entitlement(entitled.terms().key()) != null;
    return again && next.isAfter(time) ? next : null;
  }
}

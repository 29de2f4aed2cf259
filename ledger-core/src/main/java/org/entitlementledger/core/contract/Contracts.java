package org.entitlementledger.core.contract;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.contract.Contract.TierFrom;
import org.entitlementledger.core.contract.ContractEvent.ContractPurchased;
import org.entitlementledger.core.contract.ContractEvent.ContractRenewed;
import org.entitlementledger.core.contract.ContractEvent.ContractTerminated;
import org.entitlementledger.core.contract.ContractEvent.ContractWithdrawn;
import org.entitlementledger.core.contract.ContractEvent.DowngradeRequested;
import org.entitlementledger.core.contract.ContractEvent.DowngradeWithdrawn;
import org.entitlementledger.core.contract.ContractEvent.TerminationWithdrawn;
import org.entitlementledger.core.contract.ContractEvent.TierChangeWithdrawn;
import org.entitlementledger.core.contract.ContractEvent.TierChanged;
import org.entitlementledger.core.contract.ContractEvent.TierDetermined;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.RecordedBoundaries;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.ContractEnds;
import org.entitlementledger.core.quota.Movement;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/**
 * The contracts of one account, indexed by id and by start. Terms never overlap.
 *
 * @param determinedTier the tier determined before the purchase; null without one
 * @param suspended the renewals withdrawn by a termination, by the id of the terminated contract
 */
public record Contracts(
    PMap<String, Contract> byId,
    TreePMap<Instant, Contract> byStart,
    @Nullable String determinedTier,
    PMap<String, PVector<Contract>> suspended)
    implements ContractEnds {
  public static final Contracts NONE =
      new Contracts(HashTreePMap.empty(), TreePMap.empty(), null, HashTreePMap.empty());

  /**
   * The recorded boundaries of {@code zone} after movements, each of which records the boundaries
   * of its window. UTC never changes its rules, so it records none.
   */
  public RecordedBoundaries recording(Collection<Movement> movements, AccountZone zone) {
    RecordedBoundaries known = zone.recorded();
    if (zone.rules().getId().equals("UTC")) {
      return known;
    }
    for (Movement movement : movements) {
      known = new WindowNames(this, new AccountZone(zone.rules(), known)).recording(movement);
    }
    return known;
  }

  /** A copy in another zone. */
  public Contracts in(AccountZone zone) {
    if (!zone.recorded().moved() && !zone.recorded().twice()) {
      return this;
    }
    var contracts =
        new Contracts(HashTreePMap.empty(), TreePMap.empty(), determinedTier, suspended);
    for (Contract contract : byId.values()) {
      contracts = contracts.with(contract.in(zone));
    }
    return contracts;
  }

  /**
   * A movement with its window and source as they were first recorded: earlier versions recorded
   * one window twice, with different instants, if the zone's rules changed in between.
   */
  public Movement asRecorded(Movement movement, AccountZone zone) {
    return zone.recorded().twice() ? new WindowNames(this, zone).asRecorded(movement) : movement;
  }

  /** The contracts after an event, in a zone without recorded boundaries. */
  public Contracts apply(ContractEvent event, ZoneId rules) {
    return apply(event, AccountZone.of(rules));
  }

  /** The contracts after an event. */
  public Contracts apply(ContractEvent event, AccountZone zone) {
    return switch (event) {
      case TierDetermined determined -> new Contracts(byId, byStart, determined.tier(), suspended);
      case ContractPurchased bought -> with(bought(bought, zone));
      case ContractRenewed renewed -> with(renewed(renewed, zone));
      case TierChanged changed ->
          with(
              get(changed.contractId())
                  .changed(new TierFrom(changed.effectiveAt(), changed.terms())));
      case DowngradeRequested asked -> with(get(asked.contractId()).next(asked.tier()));
      case ContractTerminated ended ->
          with(get(ended.contractId()).terminated(ended.effectiveOn()));
      case ContractWithdrawn withdrawn -> withdrawn(withdrawn);
      case TerminationWithdrawn withdrawn -> resumed(get(withdrawn.contractId()));
      case TierChangeWithdrawn withdrawn ->
          with(get(withdrawn.contractId()).withoutChangesFrom(withdrawn.effectiveAt()));
      case DowngradeWithdrawn withdrawn -> with(get(withdrawn.contractId()).next(null));
    };
  }

  private static Contract bought(ContractPurchased event, AccountZone zone) {
    return Contract.bought(
        event.contractId(),
        event.startsOn(),
        event.until(),
        event.orderReference(),
        event.price(),
        event.occurredAt(),
        null,
        event.terms(),
        zone);
  }

  private static Contract renewed(ContractRenewed event, AccountZone zone) {
    return Contract.bought(
        event.contractId(),
        event.startsOn(),
        event.until(),
        event.orderReference(),
        null,
        event.occurredAt(),
        event.predecessorId(),
        event.terms(),
        zone);
  }

  private Contracts with(Contract contract) {
    return new Contracts(
        byId.plus(contract.contractId(), contract),
        byStart.plus(contract.term().start(), contract),
        determinedTier,
        suspended);
  }

  private Contracts withdrawn(ContractWithdrawn event) {
    Contract contract = get(event.contractId());
    String terminated = event.terminated();
    return new Contracts(
        byId.minus(contract.contractId()),
        byStart.minus(contract.term().start()),
        determinedTier,
        terminated == null
            ? suspended
            : suspended.plus(terminated, suspendedBy(terminated).plus(contract)));
  }

  private Contracts resumed(Contract contract) {
    Contracts after = with(contract.terminated(null));
    for (Contract renewal : suspendedBy(contract.contractId())) {
      after = after.with(renewal);
    }
    return new Contracts(
        after.byId, after.byStart, determinedTier, suspended.minus(contract.contractId()));
  }

  /** The renewals withdrawn by the termination of a contract, latest first. */
  PVector<Contract> suspendedBy(String contractId) {
    return suspended.getOrDefault(contractId, TreePVector.empty());
  }

  /**
   * The direct and indirect renewals of a contract that have not begun at {@code now}, latest
   * first.
   */
  List<Contract> renewalsAhead(String contractId, Instant now) {
    var found = new ArrayList<Contract>();
    Contract next = renewalOf(contractId);
    while (next != null) {
      if (!next.hasBegun(now)) {
        found.addFirst(next);
      }
      next = renewalOf(next.contractId());
    }
    return found;
  }

  /**
   * The contract with this id.
   *
   * @throws Refusal {@code not-found}
   */
  public Contract get(String contractId) {
    Contract contract = byId.get(contractId);
    if (contract == null) {
      throw Refusal.of(Problem.NOT_FOUND, "the account has no contract with this id")
          .with("contractId", contractId);
    }
    return contract;
  }

  /** The contract that renews this one, or null. */
  public @Nullable Contract renewalOf(String contractId) {
    for (Contract contract : byStart.values()) {
      if (contractId.equals(contract.predecessorId())) {
        return contract;
      }
    }
    return null;
  }

  /** The contract in force at {@code time}, or null. */
  public @Nullable Contract inForce(Instant time) {
    Map.Entry<Instant, Contract> latest = byStart.floorEntry(time);
    return latest != null && latest.getValue().term().contains(time) ? latest.getValue() : null;
  }

  /**
   * The contract in force at {@code time}, or else the last one that overlaps the window; null
   * without either.
   */
  @Nullable Contract within(Window window, Instant time) {
    Contract then = inForce(time);
    Map.Entry<Instant, Contract> last = byStart.lowerEntry(window.end());
    boolean part = last != null && last.getValue().term().overlaps(window);
    return then == null && last != null && part ? last.getValue() : then;
  }

  /**
   * The end of the unbroken series of terms that contains {@code time}, when a contract must be in
   * force.
   */
  public Instant endOfCover(Instant time) {
    Instant end = time;
    Contract contract = inForce(end);
    while (contract != null) {
      end = contract.term().end();
      contract = inForce(end);
    }
    return end;
  }

  /**
   * {@inheritDoc}
   *
   * <p>It belongs to the contract in force at its start. It keeps the recorded end if none is, or
   * if that contract was to end before the recorded end, since it then is another one, bought
   * later. In older events, the end was the contract's if the two are equal.
   */
  @Override
  public Instant endOf(Instant start, Instant recorded, @Nullable Boolean untilContractEnd) {
    Contract contract = Boolean.FALSE.equals(untilContractEnd) ? null : inForce(start);
    if (contract == null) {
      return recorded;
    }
    Instant whole = contract.wholeTerm().end();
    boolean its =
        untilContractEnd == null
            ? recorded.equals(whole)
            : !recorded.isAfter(whole.plus(WindowNames.FARTHEST));
    return its ? contract.term().end() : recorded;
  }

  void refuseTaken(String contractId) {
    if (byId.containsKey(contractId)) {
      throw Refusal.of(Problem.DUPLICATE, "the account has a contract with this id already")
          .with("contractId", contractId);
    }
  }

  void refuseOverlap(Window term) {
    refuseOverlap(term, null);
  }

  void refuseOverlap(Window term, @Nullable String exceptOf) {
    for (Contract other : byStart.values()) {
      if (!other.contractId().equals(exceptOf) && other.term().overlaps(term)) {
        throw Refusal.of(Problem.CONTRACT_OVERLAP, "the term overlaps that of another contract")
            .with("contractId", other.contractId())
            .with("startsOn", other.startsOn())
            .with("until", other.endsOn());
      }
    }
  }

  /** The contracts, sorted by term. */
  public List<Contract> inOrder() {
    return List.copyOf(byStart.values());
  }
}

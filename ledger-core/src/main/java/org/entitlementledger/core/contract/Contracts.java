package org.entitlementledger.core.contract;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.contract.Contract.TierFrom;
import org.entitlementledger.core.contract.ContractEvent.ContractPurchased;
import org.entitlementledger.core.contract.ContractEvent.ContractRenewed;
import org.entitlementledger.core.contract.ContractEvent.ContractTerminated;
import org.entitlementledger.core.contract.ContractEvent.DowngradeRequested;
import org.entitlementledger.core.contract.ContractEvent.TierChanged;
import org.entitlementledger.core.contract.ContractEvent.TierDetermined;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.RecordedBoundaries;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Movement;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * The contracts of one account: by id, and by the start of their terms, which never overlap.
 *
 * @param determinedTier what was settled on before the purchase
 */
public record Contracts(
    PMap<String, Contract> byId,
    TreePMap<Instant, Contract> byStart,
    @Nullable String determinedTier) {
  public static final Contracts NONE = new Contracts(HashTreePMap.empty(), TreePMap.empty(), null);

  /**
   * What is recorded in {@code zone} after movements, which record the boundaries of the windows
   * that they count in. In UTC there is nothing that could move.
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

  /** The contracts where days begin as {@code zone} says. */
  public Contracts in(AccountZone zone) {
    if (!zone.recorded().moved() && !zone.recorded().twice()) {
      return this;
    }
    var contracts = new Contracts(HashTreePMap.empty(), TreePMap.empty(), determinedTier);
    for (Contract contract : byId.values()) {
      contracts = contracts.with(contract.in(zone));
    }
    return contracts;
  }

  /**
   * The movement in the window, and from the source, as these were recorded first: earlier versions
   * recorded one window at two pairs of instants where the zone's rules changed in between.
   */
  public Movement asRecorded(Movement movement, AccountZone zone) {
    return zone.recorded().twice() ? new WindowNames(this, zone).asRecorded(movement) : movement;
  }

  /** The contracts after an event, in a zone in which nothing was recorded. */
  public Contracts apply(ContractEvent event, ZoneId rules) {
    return apply(event, AccountZone.of(rules));
  }

  /** The contracts after an event. */
  public Contracts apply(ContractEvent event, AccountZone zone) {
    return switch (event) {
      case TierDetermined determined -> new Contracts(byId, byStart, determined.tier());
      case ContractPurchased bought ->
          with(
              Contract.bought(
                  bought.contractId(),
                  bought.startsOn(),
                  bought.until(),
                  bought.orderReference(),
                  bought.price(),
                  bought.occurredAt(),
                  null,
                  bought.terms(),
                  zone));
      case ContractRenewed renewed ->
          with(
              Contract.bought(
                  renewed.contractId(),
                  renewed.startsOn(),
                  renewed.until(),
                  renewed.orderReference(),
                  null,
                  renewed.occurredAt(),
                  renewed.predecessorId(),
                  renewed.terms(),
                  zone));
      case TierChanged changed ->
          with(
              get(changed.contractId())
                  .changed(new TierFrom(changed.effectiveAt(), changed.terms())));
      case DowngradeRequested asked -> with(get(asked.contractId()).next(asked.tier()));
      case ContractTerminated ended ->
          with(get(ended.contractId()).terminated(ended.effectiveOn()));
    };
  }

  private Contracts with(Contract contract) {
    return new Contracts(
        byId.plus(contract.contractId(), contract),
        byStart.plus(contract.term().start(), contract),
        determinedTier);
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

  /** The contract in force at {@code time}, otherwise the last one that has part in the window. */
  @Nullable Contract within(Window window, Instant time) {
    Contract then = inForce(time);
    Map.Entry<Instant, Contract> last = byStart.lowerEntry(window.end());
    boolean part = last != null && last.getValue().term().overlaps(window);
    return then == null && last != null && part ? last.getValue() : then;
  }

  /**
   * From when on no contract is in force, seen from {@code time}, at which one is: terms that touch
   * are one.
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

  void refuseTaken(String contractId) {
    if (byId.containsKey(contractId)) {
      throw Refusal.of(Problem.DUPLICATE, "the account has a contract with this id already")
          .with("contractId", contractId);
    }
  }

  void refuseOverlap(Window term) {
    for (Contract other : byStart.values()) {
      if (other.term().overlaps(term)) {
        throw Refusal.of(Problem.CONTRACT_OVERLAP, "the term overlaps that of another contract")
            .with("contractId", other.contractId())
            .with("startsOn", other.startsOn())
            .with("until", other.terminatedOn() == null ? other.until() : other.terminatedOn());
      }
    }
  }

  /** The contracts in the order of their terms. */
  public List<Contract> inOrder() {
    return List.copyOf(byStart.values());
  }
}

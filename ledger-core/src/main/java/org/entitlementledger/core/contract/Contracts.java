package org.entitlementledger.core.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.catalogue.Terms;
import org.entitlementledger.core.contract.ContractCommand.PurchaseContract;
import org.entitlementledger.core.contract.ContractEvent.ContractPurchased;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/** The contracts of one account: by id, and by the start of their terms, which never overlap. */
public record Contracts(PMap<String, Contract> byId, TreePMap<Instant, Contract> byStart) {
  public static final Contracts NONE = new Contracts(HashTreePMap.empty(), TreePMap.empty());

  /** The rules of this capability. */
  public List<ContractEvent> decide(ContractCommand command, ZoneId zone, Context context) {
    return switch (command) {
      case PurchaseContract purchase -> List.of(purchase(purchase, zone, context));
    };
  }

  private ContractPurchased purchase(PurchaseContract command, ZoneId zone, Context context) {
    LocalDate startsOn = command.startsOn();
    Window term = term(command, zone);
    Instant effectiveAt =
        context.notAfterNow(context.effectiveAt("startsOn", new When.On(startsOn), zone));
    Terms terms = terms(command, When.dayOf(effectiveAt, zone), context.catalogue());
    String contractId = context.idOr(command.contractId());
    if (byId.containsKey(contractId)) {
      throw Refusal.of(Problem.DUPLICATE, "the account has a contract with this id already")
          .with("contractId", contractId);
    }
    refuseOverlap(term);
    context.refuseTooLate(term.start(), terms.backdating(), zone);
    return new ContractPurchased(
        effectiveAt,
        contractId,
        startsOn,
        command.end(),
        command.orderReference(),
        command.price(),
        terms);
  }

  private static Window term(PurchaseContract command, ZoneId zone) {
    Instant start = When.startOfDay(command.startsOn(), zone);
    Instant end = When.startOfDay(command.end(), zone);
    if (!start.isBefore(end)) {
      // a zone that crosses the date line leaves a day out
      throw Refusal.invalid("until", "the term has no time in the account's zone");
    }
    return new Window(start, end);
  }

  /**
   * The tier in the version in force on the day of the purchase; nothing is sold before the first
   * version.
   */
  private static Terms terms(PurchaseContract command, LocalDate boughtOn, Catalogue catalogue) {
    Catalogue.Version first = catalogue.first();
    if (command.startsOn().isBefore(first.effectiveFrom())) {
      throw Refusal.invalid(
              "startsOn", "nothing is sold before the catalogue's first version takes effect")
          .with("effectiveFrom", first.effectiveFrom());
    }
    Catalogue.Version version = catalogue.versionOn(boughtOn);
    Map<String, Terms> tiers = (version == null ? first : version).tiers();
    Terms terms = tiers.get(command.tier());
    if (terms == null) {
      throw Refusal.invalid("tier", "is not a tier of the catalogue")
          .with("allowed", List.copyOf(tiers.keySet()));
    }
    return terms;
  }

  private void refuseOverlap(Window term) {
    for (Contract other : byStart.values()) {
      if (other.term().overlaps(term)) {
        throw Refusal.of(Problem.CONTRACT_OVERLAP, "the term overlaps that of another contract")
            .with("contractId", other.contractId())
            .with("startsOn", other.startsOn())
            .with("until", other.until());
      }
    }
  }

  /** The contracts after an event. */
  public Contracts apply(ContractEvent event, ZoneId zone) {
    return switch (event) {
      case ContractPurchased purchased -> with(contract(purchased, zone));
    };
  }

  /** The contract that a purchase makes. */
  public static Contract contract(ContractPurchased event, ZoneId zone) {
    return new Contract(
        event.contractId(),
        event.startsOn(),
        event.until(),
        event.orderReference(),
        event.price(),
        event.occurredAt(),
        event.terms(),
        new Window(When.startOfDay(event.startsOn(), zone), When.startOfDay(event.until(), zone)));
  }

  private Contracts with(Contract contract) {
    return new Contracts(
        byId.plus(contract.contractId(), contract),
        byStart.plus(contract.term().start(), contract));
  }

  /** The contract in force at {@code time}, or null. */
  public @Nullable Contract inForce(Instant time) {
    Map.Entry<Instant, Contract> latest = byStart.floorEntry(time);
    return latest != null && latest.getValue().term().contains(time) ? latest.getValue() : null;
  }
}

package org.entitlementledger.core.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.catalogue.Terms;
import org.entitlementledger.core.contract.ContractCommand.ChangeTier;
import org.entitlementledger.core.contract.ContractCommand.DetermineTier;
import org.entitlementledger.core.contract.ContractCommand.PurchaseContract;
import org.entitlementledger.core.contract.ContractCommand.RenewContract;
import org.entitlementledger.core.contract.ContractCommand.TerminateContract;
import org.entitlementledger.core.contract.ContractCommand.Withdrawal;
import org.entitlementledger.core.contract.ContractEvent.ContractPurchased;
import org.entitlementledger.core.contract.ContractEvent.ContractRenewed;
import org.entitlementledger.core.contract.ContractEvent.ContractTerminated;
import org.entitlementledger.core.contract.ContractEvent.ContractWithdrawn;
import org.entitlementledger.core.contract.ContractEvent.TierDetermined;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;

/** The rules of contracts (DOMAIN.md, "Life cycles": account and contract, renewal). */
public record ContractRules(
    Contracts contracts, StandingUses uses, AccountZone zone, Context context) {

  /** Decides a command. */
  public List<ContractEvent> decide(ContractCommand command) {
    return switch (command) {
      case DetermineTier determine -> List.of(determine(determine));
      case PurchaseContract purchase -> List.of(purchase(purchase));
      case ChangeTier change ->
          List.of(new TierChangeRules(contracts, zone, context).change(change));
      case RenewContract renew -> List.of(renew(renew));
      case TerminateContract terminate -> terminate(terminate);
      case Withdrawal withdrawal ->
          new ContractWithdrawals(contracts, uses, context).decide(withdrawal);
    };
  }

  private TierDetermined determine(DetermineTier command) {
    Instant time = context.effectiveAt(zone);
    LocalDate day = zone.dayOf(time);
    SoldTerms.of(
        command.tier(), day, context.catalogue().first().effectiveFrom(), context.catalogue());
    context.refuseAhead(time);
    return new TierDetermined(time, command.tier());
  }

  private ContractPurchased purchase(PurchaseContract command) {
    LocalDate startsOn = command.startsOn();
    Window term = TermLength.term(startsOn, command.end(), zone);
    Instant effectiveAt =
        context.notAfterNow(context.effectiveAt("startsOn", new When.On(startsOn), zone));
    Terms terms =
        SoldTerms.of(command.tier(), zone.dayOf(effectiveAt), startsOn, context.catalogue());
    String contractId = context.idOr(command.contractId());
    contracts.refuseTaken(contractId);
    contracts.refuseOverlap(term);
    context.refuseClosed(term.start(), zone);
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

  private ContractRenewed renew(RenewContract command) {
    Contract old = contracts.get(command.predecessorId());
    LocalDate startsOn = old.until();
    LocalDate end = TermLength.end(startsOn, command.until(), command.termMonths());
    String tier = aRenewalTakesTheDowngradeThatWasAskedFor(command.tier(), old);
    Terms terms = SoldTerms.of(tier, startsOn, startsOn, context.catalogue());
    String contractId = context.idOr(command.contractId());
    contracts.refuseTaken(contractId);
    Window term = TermLength.term(startsOn, end, zone);
    contracts.refuseOverlap(term);
    Instant time = context.effectiveAt(zone);
    context.refuseAhead(time);
    context.refuseClosed(term.start(), zone);
    context.refuseTooLate(term.start(), terms.backdating(), zone);
    aContractWithATerminationIsNotRenewed(old);
    return new ContractRenewed(
        term.start().isAfter(context.now()) ? time : term.start(),
        contractId,
        old.contractId(),
        startsOn,
        end,
        command.orderReference(),
        terms);
  }

  private static String aRenewalTakesTheDowngradeThatWasAskedFor(
      @Nullable String asked, Contract old) {
    if (asked != null) {
      return asked;
    }
    return old.nextTier() == null ? old.lastTerms().tier() : old.nextTier();
  }

  /** Whether or not the termination has taken effect. */
  private void aContractWithATerminationIsNotRenewed(Contract contract) {
    if (contract.terminatedOn() == null) {
      return;
    }
    boolean ended = contract.hasEnded(context.now());
    throw Refusal.of(
            Problem.INVALID_TRANSITION,
            ended
                ? "a terminated contract is not renewed: buy a new one"
                : "the contract ends by a termination on %s: withdraw that, or buy a new contract"
                    .formatted(contract.terminatedOn()))
        .with("state", contract.stateAt(context.now(), contracts).key())
        .with("terminatedOn", contract.terminatedOn())
        .with("allowed", ended ? List.of() : List.of("termination/withdrawal"));
  }

  private List<ContractEvent> terminate(TerminateContract command) {
    context.requireReason();
    Instant end = context.effectiveAt("effectiveOn", new When.On(command.effectiveOn()), zone);
    Contract contract = contracts.get(command.contractId());
    aTerminationLiesInsideTheTerm(contract, command.effectiveOn());
    contracts.refuseOverlap(new Window(contract.term().start(), end), contract.contractId());
    context.refuseEndInClosed(end, zone);
    context.refuseTooLate(end, contract.termsAt(end).backdating(), zone);
    aTerminationThatHasTakenEffectStays(contract);
    nothingMayBeUsedAfterTheEnd(contract, end);
    var events = new ArrayList<ContractEvent>();
    events.add(
        new ContractTerminated(
            context.notAfterNow(end), contract.contractId(), command.effectiveOn()));
    events.addAll(itsRenewalsAreWithdrawnIfTheyHaveNotBegun(contract));
    return List.copyOf(events);
  }

  private static void aTerminationLiesInsideTheTerm(Contract contract, LocalDate effectiveOn) {
    if (!effectiveOn.isAfter(contract.startsOn()) || !effectiveOn.isBefore(contract.until())) {
      throw Refusal.invalid("effectiveOn", "must lie inside the term, after its first day")
          .with("startsOn", contract.startsOn())
          .with("until", contract.until());
    }
  }

  private void aTerminationThatHasTakenEffectStays(Contract contract) {
    if (contract.terminatedOn() != null && contract.hasEnded(context.now())) {
      throw Refusal.of(Problem.INVALID_TRANSITION, "the contract is terminated already")
          .with("state", ContractState.TERMINATED.key())
          .with("allowed", List.of());
    }
  }

  private void nothingMayBeUsedAfterTheEnd(Contract contract, Instant end) {
    Instant over = contract.term().end();
    Instant used = end.isBefore(over) ? uses.lastIn(new Window(end, over)) : null;
    if (used != null) {
      throw Refusal.of(
              Problem.INVALID_TRANSITION, "something was used after that day: correct it first")
          .with("state", "used")
          .with("lastUsed", used)
          .with("allowed", List.of());
    }
  }

  private List<ContractEvent> itsRenewalsAreWithdrawnIfTheyHaveNotBegun(Contract contract) {
    var events = new ArrayList<ContractEvent>();
    for (Contract renewal : contracts.renewalsAhead(contract.contractId(), context.now())) {
      uses.refuseGrantsIn(renewal.term(), renewal.contractId());
      events.add(new ContractWithdrawn(context.now(), renewal.contractId(), contract.contractId()));
    }
    return events;
  }
}

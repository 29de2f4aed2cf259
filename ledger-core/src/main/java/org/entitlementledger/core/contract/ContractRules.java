package org.entitlementledger.core.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.catalogue.EntitlementTerms;
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
import org.entitlementledger.core.contract.ContractEvent.DowngradeRequested;
import org.entitlementledger.core.contract.ContractEvent.TierChanged;
import org.entitlementledger.core.contract.ContractEvent.TierDetermined;
import org.entitlementledger.core.decision.ApprovalNeeded;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;

/**
 * The rules of contracts (DOMAIN.md, "Life cycles": account and contract, tier change, renewal).
 */
public record ContractRules(
    Contracts contracts, StandingUses uses, AccountZone zone, Context context) {

  /** What would happen. */
  public List<ContractEvent> decide(ContractCommand command) {
    return switch (command) {
      case DetermineTier determine -> List.of(determine(determine));
      case PurchaseContract purchase -> List.of(purchase(purchase));
      case ChangeTier change -> List.of(change(change));
      case RenewContract renew -> List.of(renew(renew));
      case TerminateContract terminate -> terminate(terminate);
      case Withdrawal withdrawal ->
          new ContractWithdrawals(contracts, uses, context).decide(withdrawal);
    };
  }

  private TierDetermined determine(DetermineTier command) {
    Instant time = context.effectiveAt(zone);
    LocalDate day = zone.dayOf(time);
    Sale.of(command.tier(), day, context.catalogue().first().effectiveFrom(), context.catalogue());
    context.refuseAhead(time);
    return new TierDetermined(time, command.tier());
  }

  private ContractPurchased purchase(PurchaseContract command) {
    LocalDate startsOn = command.startsOn();
    Window term = TermLength.term(startsOn, command.end(), zone);
    Instant effectiveAt =
        context.notAfterNow(context.effectiveAt("startsOn", new When.On(startsOn), zone));
    Terms terms = Sale.of(command.tier(), zone.dayOf(effectiveAt), startsOn, context.catalogue());
    String contractId = context.idOr(command.contractId());
    contracts.refuseTaken(contractId);
    contracts.refuseOverlap(term);
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

  private ContractEvent change(ChangeTier command) {
    When own = command.effectiveOn() == null ? null : new When.On(command.effectiveOn());
    Instant at = context.effectiveAt("effectiveOn", own, zone);
    Terms next = Sale.of(command.tier(), zone.dayOf(at), context.catalogue());
    Contract contract = replaceable(contracts.get(command.contractId()), at);
    Terms now = contract.termsAt(at);
    boolean lower = next.rank() < now.rank();
    if (lower && (own == null || at.equals(contract.term().end()))) {
      return downgradeAtRenewal(contract, command.tier(), own);
    }
    if (!contract.term().contains(at)) {
      throw Refusal.invalid("effectiveOn", "must lie inside the term")
          .with("startsOn", contract.startsOn())
          .with("until", contract.endsOn());
    }
    if (lower && !immediately(now)) {
      throw Refusal.invalid("effectiveOn", "a downgrade takes effect at renewal: leave the day out")
          .with("until", contract.endsOn());
    }
    if (own == null) {
      context.refuseAhead(at);
    }
    context.refuseTooLate(at, now.backdating(), zone);
    refuseChange(contract, at, now, next);
    return new TierChanged(
        context.notAfterNow(at), contract.contractId(), at, next, context.approvedBy());
  }

  /** A change replaces those that are planned for its time or after it. */
  private Contract replaceable(Contract contract, Instant at) {
    Instant ahead = context.now().plusNanos(1_000);
    return contract.withoutChangesFrom(at.isBefore(ahead) ? ahead : at);
  }

  private void refuseChange(Contract contract, Instant at, Terms now, Terms next) {
    Instant last = contract.tiers().getLast().from();
    boolean first = contract.tiers().size() == 1;
    if (!first && !at.isAfter(last)) {
      throw Refusal.of(
              Problem.INVALID_TRANSITION,
              "the tier changed at " + last + ": another change must be later")
          .with("state", contract.lastTerms().tier())
          .with("since", last)
          .with("allowed", List.of());
    }
    if (now.tier().equals(next.tier())) {
      throw Refusal.of(
              Problem.INVALID_TRANSITION, "the tier " + now.tier() + " is in force then already")
          .with("state", now.tier())
          .with("since", last)
          .with("allowed", List.of());
    }
    if (next.rank() < now.rank() && context.approvedBy() == null) {
      throw new ApprovalNeeded(at);
    }
  }

  private static boolean immediately(Terms terms) {
    return terms.entitlements().values().stream()
        .map(EntitlementTerms::metering)
        .allMatch(metering -> metering == null || metering.policy().immediateDowngrade());
  }

  private Refusal over(Contract contract) {
    String state = contract.status(context.now(), contracts);
    return Refusal.of(Problem.INVALID_TRANSITION, "the contract is over: it is " + state)
        .with("state", state)
        .with("until", contract.endsOn())
        .with("allowed", state.equals("expired") ? List.of("renewal") : List.of());
  }

  private DowngradeRequested downgradeAtRenewal(
      Contract contract, String tier, @Nullable When own) {
    Instant time = context.effectiveAt(zone);
    if (own == null) {
      context.refuseAhead(time);
    }
    if (!context.now().isBefore(contract.term().end())) {
      throw over(contract);
    }
    return new DowngradeRequested(context.notAfterNow(time), contract.contractId(), tier);
  }

  private ContractRenewed renew(RenewContract command) {
    Contract old = contracts.get(command.predecessorId());
    LocalDate startsOn = old.until();
    LocalDate end = TermLength.end(startsOn, command.until(), command.termMonths());
    String tier = tierOfRenewal(command.tier(), old);
    Terms terms = Sale.of(tier, startsOn, startsOn, context.catalogue());
    String contractId = context.idOr(command.contractId());
    contracts.refuseTaken(contractId);
    Window term = TermLength.term(startsOn, end, zone);
    contracts.refuseOverlap(term);
    Instant time = context.effectiveAt(zone);
    context.refuseAhead(time);
    context.refuseTooLate(term.start(), terms.backdating(), zone);
    if (old.terminatedOn() != null) {
      throw endsEarly(old);
    }
    return new ContractRenewed(
        term.start().isAfter(context.now()) ? time : term.start(),
        contractId,
        old.contractId(),
        startsOn,
        end,
        command.orderReference(),
        terms);
  }

  /** A contract with a termination is not renewed, whether it has ended yet or not. */
  private Refusal endsEarly(Contract contract) {
    boolean ended = !context.now().isBefore(contract.term().end());
    return Refusal.of(
            Problem.INVALID_TRANSITION,
            ended
                ? "a terminated contract is not renewed: buy a new one"
                : "the contract ends by a termination on %s: withdraw that, or buy a new contract"
                    .formatted(contract.terminatedOn()))
        .with("state", contract.status(context.now(), contracts))
        .with("terminatedOn", contract.terminatedOn())
        .with("allowed", ended ? List.of() : List.of("termination/withdrawal"));
  }

  private static String tierOfRenewal(@Nullable String asked, Contract old) {
    if (asked != null) {
      return asked;
    }
    return old.nextTier() == null ? old.lastTerms().tier() : old.nextTier();
  }

  private List<ContractEvent> terminate(TerminateContract command) {
    context.requireReason();
    Instant end = context.effectiveAt("effectiveOn", new When.On(command.effectiveOn()), zone);
    Contract contract = contracts.get(command.contractId());
    if (!command.effectiveOn().isAfter(contract.startsOn())
        || !command.effectiveOn().isBefore(contract.until())) {
      throw Refusal.invalid("effectiveOn", "must lie inside the term, after its first day")
          .with("startsOn", contract.startsOn())
          .with("until", contract.until());
    }
    contracts.refuseOverlap(new Window(contract.term().start(), end), contract.contractId());
    context.refuseTooLate(end, contract.termsAt(end).backdating(), zone);
    if (contract.terminatedOn() != null && !context.now().isBefore(contract.term().end())) {
      throw Refusal.of(Problem.INVALID_TRANSITION, "the contract is terminated already")
          .with("state", "terminated")
          .with("allowed", List.of());
    }
    refuseUsedSince(end, contract);
    var events = new ArrayList<ContractEvent>();
    events.add(
        new ContractTerminated(
            context.notAfterNow(end), contract.contractId(), command.effectiveOn()));
    for (Contract renewal : contracts.renewalsAhead(contract.contractId(), context.now())) {
      uses.refuseGrantsIn(renewal.term(), renewal.contractId());
      events.add(new ContractWithdrawn(context.now(), renewal.contractId(), contract.contractId()));
    }
    return List.copyOf(events);
  }

  private void refuseUsedSince(Instant end, Contract contract) {
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
}

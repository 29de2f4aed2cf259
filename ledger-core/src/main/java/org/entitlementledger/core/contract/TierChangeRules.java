package org.entitlementledger.core.contract;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.catalogue.Terms;
import org.entitlementledger.core.contract.ContractCommand.ChangeTier;
import org.entitlementledger.core.contract.ContractEvent.DowngradeRequested;
import org.entitlementledger.core.contract.ContractEvent.TierChanged;
import org.entitlementledger.core.decision.ApprovalNeeded;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;

/** The rules of tier changes (DOMAIN.md, "Life cycles": tier change). */
record TierChangeRules(Contracts contracts, AccountZone zone, Context context) {

  ContractEvent change(ChangeTier command) {
    When own = command.effectiveOn() == null ? null : new When.On(command.effectiveOn());
    Instant at = context.effectiveAt("effectiveOn", own, zone);
    Terms next = SoldTerms.of(command.tier(), zone.dayOf(at), context.catalogue());
    Contract contract = aNewerPlanReplacesOlderOnes(contracts.get(command.contractId()), at);
    Terms now = contract.termsAt(at);
    boolean lower = next.rank() < now.rank();
    if (lower && (own == null || at.equals(contract.term().end()))) {
      return aDowngradeTakesEffectAtRenewal(contract, command.tier(), own);
    }
    aChangeLiesInsideTheTerm(contract, at);
    if (lower) {
      aDowngradeInsideTheTermIsForThePolicyToAllow(contract, now);
    }
    if (own == null) {
      context.refuseAhead(at);
    }
    context.refuseClosed(at, zone);
    context.refuseTooLate(at, now.backdating(), zone);
    aChangeFollowsTheLast(contract, at);
    aChangeIsToAnotherTier(contract, now, next);
    if (lower && context.approvedBy() == null) {
      throw new ApprovalNeeded(at);
    }
    return new TierChanged(
        context.notAfterNow(at), contract.contractId(), at, next, context.approvedBy());
  }

  /** Replaces the plans for its own time and later ones. */
  private Contract aNewerPlanReplacesOlderOnes(Contract contract, Instant at) {
    Instant ahead = context.now().plusNanos(1_000);
    return contract.withoutChangesFrom(at.isBefore(ahead) ? ahead : at);
  }

  private DowngradeRequested aDowngradeTakesEffectAtRenewal(
      Contract contract, String tier, @Nullable When own) {
    Instant time = context.effectiveAt(zone);
    if (own == null) {
      context.refuseAhead(time);
    }
    if (contract.hasEnded(context.now())) {
      throw over(contract);
    }
    return new DowngradeRequested(context.notAfterNow(time), contract.contractId(), tier);
  }

  private Refusal over(Contract contract) {
    ContractState state = contract.stateAt(context.now(), contracts);
    return Refusal.of(Problem.INVALID_TRANSITION, "the contract is over: it is " + state.key())
        .with("state", state.key())
        .with("until", contract.endsOn())
        .with("allowed", state == ContractState.EXPIRED ? List.of("renewal") : List.of());
  }

  private static void aChangeLiesInsideTheTerm(Contract contract, Instant at) {
    if (!contract.term().contains(at)) {
      throw Refusal.invalid("effectiveOn", "must lie inside the term")
          .with("startsOn", contract.startsOn())
          .with("until", contract.endsOn());
    }
  }

  private static void aDowngradeInsideTheTermIsForThePolicyToAllow(Contract contract, Terms now) {
    if (!immediately(now)) {
      throw Refusal.invalid("effectiveOn", "a downgrade takes effect at renewal: leave the day out")
          .with("until", contract.endsOn());
    }
  }

  private static boolean immediately(Terms terms) {
    return terms.entitlements().values().stream()
        .map(EntitlementTerms::metering)
        .allMatch(metering -> metering == null || metering.policy().immediateDowngrade());
  }

  private static void aChangeFollowsTheLast(Contract contract, Instant at) {
    Instant last = contract.tiers().getLast().from();
    if (contract.tiers().size() > 1 && !at.isAfter(last)) {
      throw Refusal.of(
              Problem.INVALID_TRANSITION,
              "the tier changed at " + last + ": another change must be later")
          .with("state", contract.lastTerms().tier())
          .with("since", last)
          .with("allowed", List.of());
    }
  }

  private static void aChangeIsToAnotherTier(Contract contract, Terms now, Terms next) {
    if (now.tier().equals(next.tier())) {
      throw Refusal.of(
              Problem.INVALID_TRANSITION, "the tier " + now.tier() + " is in force then already")
          .with("state", now.tier())
          .with("since", contract.tiers().getLast().from())
          .with("allowed", List.of());
    }
  }
}

package org.entitlementledger.core.contract;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.contract.Contract.TierFrom;
import org.entitlementledger.core.contract.ContractCommand.WithdrawContract;
import org.entitlementledger.core.contract.ContractCommand.WithdrawTermination;
import org.entitlementledger.core.contract.ContractCommand.WithdrawTierChange;
import org.entitlementledger.core.contract.ContractCommand.Withdrawal;
import org.entitlementledger.core.contract.ContractEvent.ContractWithdrawn;
import org.entitlementledger.core.contract.ContractEvent.DowngradeWithdrawn;
import org.entitlementledger.core.contract.ContractEvent.TerminationWithdrawn;
import org.entitlementledger.core.contract.ContractEvent.TierChangeWithdrawn;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.kernel.Window;

/** Plans can be withdrawn until they take effect (DOMAIN.md, "Life cycles"). */
record ContractWithdrawals(Contracts contracts, StandingUses uses, Context context) {

  List<ContractEvent> decide(Withdrawal command) {
    context.requireReason();
    aWithdrawalTakesEffectNow();
    Contract contract = contracts.get(command.contractId());
    return switch (command) {
      case WithdrawContract withdraw -> withdraw(contract);
      case WithdrawTermination withdraw -> List.of(withdrawTermination(contract));
      case WithdrawTierChange withdraw -> List.of(withdrawTierChange(contract));
    };
  }

  private void aWithdrawalTakesEffectNow() {
    When given = context.occurredAt();
    if (given != null && !given.equals(new When.At(context.now()))) {
      throw Refusal.invalid("occurredAt", "must be absent: a withdrawal takes effect now");
    }
  }

  private List<ContractEvent> withdraw(Contract contract) {
    if (contract.hasEnded(context.now())) {
      throw tooLate("the contract is over", contract.stateAt(context.now(), contracts).key());
    }
    if (contract.hasBegun(context.now())) {
      throw tooLate("the contract has begun: terminate it", "begun");
    }
    var events = new ArrayList<ContractEvent>();
    for (Contract renewal : contracts.renewalsAhead(contract.contractId(), context.now())) {
      events.add(withdrawn(renewal));
    }
    events.add(withdrawn(contract));
    return List.copyOf(events);
  }

  private ContractWithdrawn withdrawn(Contract contract) {
    uses.refuseGrantsIn(contract.term(), contract.contractId());
    return new ContractWithdrawn(context.now(), contract.contractId(), null);
  }

  private TerminationWithdrawn withdrawTermination(Contract contract) {
    if (contract.terminatedOn() == null) {
      throw tooLate(
          "the contract has no termination", contract.stateAt(context.now(), contracts).key());
    }
    if (contract.hasEnded(context.now())) {
      throw tooLate("the termination has taken effect", ContractState.TERMINATED.key());
    }
    List<Contract> renewals = contracts.suspendedBy(contract.contractId());
    for (Contract renewal : renewals) {
      contracts.refuseTaken(renewal.contractId());
    }
    Window whole = contract.wholeTerm();
    contracts.refuseOverlap(whole, contract.contractId());
    renewals.forEach(renewal -> contracts.refuseOverlap(renewal.term()));
    return new TerminationWithdrawn(
        context.now(), contract.contractId(), renewals.stream().map(Contract::contractId).toList());
  }

  private ContractEvent withdrawTierChange(Contract contract) {
    Instant now = context.now();
    TierFrom latest = contract.tiers().getLast();
    if (contract.tiers().size() > 1 && latest.from().isAfter(now)) {
      return new TierChangeWithdrawn(
          now, contract.contractId(), latest.from(), latest.terms().tier());
    }
    String next = contract.nextTier();
    if (next != null && !contract.hasEnded(now)) {
      return new DowngradeWithdrawn(now, contract.contractId(), next);
    }
    throw tooLate("no tier change is planned", contract.termsAt(now).tier());
  }

  private static Refusal tooLate(String detail, String state) {
    return Refusal.of(Problem.INVALID_TRANSITION, detail)
        .with("state", state)
        .with("allowed", List.of());
  }
}

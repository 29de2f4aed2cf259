package org.entitlementledger.api.command;

import org.entitlementledger.api.query.AccountSummary;
import org.entitlementledger.api.query.ContractAnswer;
import org.entitlementledger.api.query.ContractWithdrawal;
import org.entitlementledger.api.web.answer.Made;

/** How the answers to commands about accounts and contracts are made. */
final class Representations {
  private Representations() {}

  private static AccountSummary summary(AcceptedCommand accepted) {
    var receipt = accepted.receipt();
    return AccountSummary.of(receipt.after(), accepted::people, receipt.now());
  }

  static Made account(AcceptedCommand accepted) {
    return Made.of(summary(accepted));
  }

  static Made newAccount(AcceptedCommand accepted) {
    // a repeated request may have been given another id, since it named none
    return Made.at(
        Made.path("accounts", accepted.receipt().after().accountId()), summary(accepted));
  }

  static Made contract(AcceptedCommand accepted) {
    return Made.of(ContractAnswer.told(accepted.receipt()));
  }

  static Made newContract(AcceptedCommand accepted) {
    ContractAnswer contract = ContractAnswer.told(accepted.receipt());
    String accountId = accepted.receipt().after().accountId();
    return Made.at(Made.path("accounts", accountId, "contracts", contract.contractId()), contract);
  }

  static Made withdrawal(AcceptedCommand accepted) {
    return Made.of(ContractWithdrawal.told(accepted.receipt()));
  }
}

package org.entitlementledger.api.command;

import org.entitlementledger.api.query.AccountSummary;
import org.entitlementledger.api.query.ContractAnswer;
import org.entitlementledger.api.query.ContractWithdrawal;
import org.entitlementledger.api.web.answer.Representation;

/** Represents accounts and contracts in the answers to their commands. */
final class AccountRepresentations {
  private AccountRepresentations() {}

  private static AccountSummary summary(AcceptedCommand accepted) {
    var receipt = accepted.receipt();
    return AccountSummary.of(receipt.after().basis(), accepted::people, receipt.now());
  }

  static Representation account(AcceptedCommand accepted) {
    return Representation.of(summary(accepted));
  }

  static Representation newAccount(AcceptedCommand accepted) {
    // a repeated request may have been given another id, since it named none
    return Representation.at(
        Representation.path("accounts", accepted.receipt().after().accountId()), summary(accepted));
  }

  static Representation contract(AcceptedCommand accepted) {
    return Representation.of(ContractAnswer.told(accepted.receipt()));
  }

  static Representation newContract(AcceptedCommand accepted) {
    ContractAnswer contract = ContractAnswer.told(accepted.receipt());
    String accountId = accepted.receipt().after().accountId();
    return Representation.at(
        Representation.path("accounts", accountId, "contracts", contract.contractId()), contract);
  }

  static Representation withdrawal(AcceptedCommand accepted) {
    return Representation.of(ContractWithdrawal.told(accepted.receipt()));
  }
}

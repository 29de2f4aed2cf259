package org.entitlementledger.api.command;

import org.entitlementledger.api.query.AccountSummary;
import org.entitlementledger.api.query.ContractAnswer;
import org.entitlementledger.api.query.ContractWithdrawal;
import org.entitlementledger.api.web.answer.Representation;

/** Represents accounts and contracts in the answers to their commands. */
final class AccountRepresentations {
  private AccountRepresentations() {}

  private static AccountSummary summary(AcceptedCommand accepted) {
    var result = accepted.result();
    return AccountSummary.of(result.after().basis(), accepted::people, result.now());
  }

  static Representation account(AcceptedCommand accepted) {
    return Representation.of(summary(accepted));
  }

  static Representation newAccount(AcceptedCommand accepted) {
    // A repeated request without an id may have been decided with another generated id.
    return Representation.at(
        Representation.path("accounts", accepted.result().after().accountId()), summary(accepted));
  }

  static Representation contract(AcceptedCommand accepted) {
    return Representation.of(ContractAnswer.after(accepted.result()));
  }

  static Representation newContract(AcceptedCommand accepted) {
    ContractAnswer contract = ContractAnswer.after(accepted.result());
    String accountId = accepted.result().after().accountId();
    return Representation.at(
        Representation.path("accounts", accountId, "contracts", contract.contractId()), contract);
  }

  static Representation withdrawal(AcceptedCommand accepted) {
    return Representation.of(ContractWithdrawal.after(accepted.result()));
  }
}

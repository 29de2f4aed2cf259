package org.entitlementledger.api.contract;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import org.entitlementledger.api.http.Ask;
import org.entitlementledger.api.http.Commands;
import org.entitlementledger.api.http.Found;
import org.entitlementledger.api.http.Gives;
import org.entitlementledger.api.http.Json;
import org.entitlementledger.api.http.Made;
import org.entitlementledger.api.http.Paging;
import org.entitlementledger.api.http.Query;
import org.entitlementledger.api.http.Shows;
import org.entitlementledger.api.write.Receipt;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.contract.ContractCommand.ChangeTier;
import org.entitlementledger.core.contract.ContractCommand.PurchaseContract;
import org.entitlementledger.core.contract.ContractCommand.RenewContract;
import org.entitlementledger.core.contract.ContractCommand.TerminateContract;
import org.entitlementledger.core.contract.ContractCommand.WithdrawContract;
import org.entitlementledger.core.contract.ContractCommand.WithdrawTermination;
import org.entitlementledger.core.contract.ContractCommand.WithdrawTierChange;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.account.AccountRow;
import org.entitlementledger.projections.account.ContractHistory;
import org.entitlementledger.projections.log.LedgerClock;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Contracts. */
@RestController
final class ContractController {
  private final Commands commands;
  private final AccountQueries accounts;
  private final LedgerClock clock;

  ContractController(Commands commands, AccountQueries accounts, LedgerClock clock) {
    this.commands = commands;
    this.accounts = accounts;
    this.clock = clock;
  }

  @PostMapping("/v1/accounts/{accountId}/contracts")
  @Operation(summary = "Buy a tier for a term")
  @Gives(ContractAnswer.class)
  ResponseEntity<byte[]> purchase(Ask<PurchaseContract> ask) {
    return commands.create(ask, ContractController::made);
  }

  @PostMapping("/v1/accounts/{accountId}/contracts/{contractId}/tier-change")
  @Operation(summary = "Change the tier inside the term, or ask for a downgrade at the renewal")
  @Gives(ContractAnswer.class)
  ResponseEntity<byte[]> changeTier(Ask<ChangeTier> ask) {
    return commands.create(ask, receipt -> Made.of(ContractAnswer.told(receipt)));
  }

  @PostMapping("/v1/accounts/{accountId}/contracts/{predecessorId}/renewal")
  @Operation(summary = "Renew a contract: the next term is a contract of its own")
  @Gives(ContractAnswer.class)
  ResponseEntity<byte[]> renew(Ask<RenewContract> ask) {
    return commands.create(ask, ContractController::made);
  }

  @PostMapping("/v1/accounts/{accountId}/contracts/{contractId}/termination")
  @Operation(summary = "Terminate a contract before its term ends")
  @Gives(ContractAnswer.class)
  ResponseEntity<byte[]> terminate(Ask<TerminateContract> ask) {
    return commands.create(ask, receipt -> Made.of(ContractAnswer.told(receipt)));
  }

  @PostMapping("/v1/accounts/{accountId}/contracts/{contractId}/withdrawal")
  @Operation(summary = "Withdraw a contract or renewal that has not begun")
  @Gives(ContractWithdrawal.class)
  ResponseEntity<byte[]> withdraw(Ask<WithdrawContract> ask) {
    String contractId = ask.command().contractId();
    return commands.create(
        ask, receipt -> Made.of(ContractWithdrawal.of(contractId, receipt.now())));
  }

  @PostMapping("/v1/accounts/{accountId}/contracts/{contractId}/termination/withdrawal")
  @Operation(summary = "Withdraw a termination that has not taken effect")
  @Gives(ContractAnswer.class)
  ResponseEntity<byte[]> withdrawTermination(Ask<WithdrawTermination> ask) {
    return commands.create(ask, receipt -> Made.of(ContractAnswer.told(receipt)));
  }

  @PostMapping("/v1/accounts/{accountId}/contracts/{contractId}/tier-change/withdrawal")
  @Operation(summary = "Withdraw a planned tier change, or the downgrade asked for")
  @Gives(ContractAnswer.class)
  ResponseEntity<byte[]> withdrawTierChange(Ask<WithdrawTierChange> ask) {
    return commands.create(ask, receipt -> Made.of(ContractAnswer.told(receipt)));
  }

  private static Made made(Receipt receipt) {
    ContractAnswer contract = ContractAnswer.told(receipt);
    return Made.at(
        Made.path("accounts", receipt.after().accountId(), "contracts", contract.contractId()),
        contract);
  }

  @GetMapping("/v1/accounts/{accountId}/contracts")
  @Operation(operationId = "listContracts", summary = "List an account's contracts")
  @Gives(value = ContractAnswer.class, list = true)
  @Shows(AccountQueries.VIEW)
  ResponseEntity<byte[]> list(@PathVariable String accountId, @Query Paging paging) {
    Instant now = clock.now();
    ContractHistory history = Found.account(accounts.contracts(accountId), accountId);
    Contracts all = history.known(history.position(), now);
    Page<Contract> page = history.page(paging.after(), paging.most());
    return Json.page(page.map(contract -> ContractAnswer.of(contract, all, now)));
  }

  @GetMapping("/v1/accounts/{accountId}/contracts/{contractId}")
  @Operation(operationId = "getContract", summary = "Get a contract")
  @Gives(ContractAnswer.class)
  @Shows(AccountQueries.VIEW)
  ResponseEntity<byte[]> one(@PathVariable String accountId, @PathVariable String contractId) {
    Instant now = clock.now();
    AccountRow row = Found.account(accounts.find(accountId), accountId);
    Contract contract =
        Found.item(row.contracts().byId().get(contractId), "contractId", contractId);
    return Json.ok(
        ContractAnswer.of(contract, row.contracts(), now), row.position(), row.version());
  }
}

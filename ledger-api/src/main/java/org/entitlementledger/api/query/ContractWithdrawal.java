package org.entitlementledger.api.query;

import java.time.Instant;
import org.entitlementledger.api.ledger.CommandResult;

/**
 * A contract that was withdrawn before it began: its id is free again.
 *
 * @param status always {@code withdrawn}
 * @param occurredAt when it was withdrawn
 */
public record ContractWithdrawal(String contractId, String status, Instant occurredAt) {

  /** The contract that a command withdrew. */
  public static ContractWithdrawal after(CommandResult result) {
    return new ContractWithdrawal(ContractAnswer.contractIdOf(result), "withdrawn", result.now());
  }
}

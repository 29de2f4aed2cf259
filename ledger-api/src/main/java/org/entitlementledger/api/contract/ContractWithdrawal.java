package org.entitlementledger.api.contract;

import java.time.Instant;
import org.entitlementledger.api.write.Receipt;

/**
 * A contract that was withdrawn before it began: its id is free again.
 *
 * @param status always {@code withdrawn}
 * @param occurredAt when it was withdrawn
 */
public record ContractWithdrawal(String contractId, String status, Instant occurredAt) {

  /** The contract that a command withdrew. */
  public static ContractWithdrawal told(Receipt receipt) {
    return new ContractWithdrawal(ContractAnswer.toldId(receipt), "withdrawn", receipt.now());
  }
}

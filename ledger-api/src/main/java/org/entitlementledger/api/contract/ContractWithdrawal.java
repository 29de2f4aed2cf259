package org.entitlementledger.api.contract;

import java.time.Instant;

/**
 * A contract that was withdrawn before it began: its id is free again.
 *
 * @param status always {@code withdrawn}
 * @param occurredAt when it was withdrawn
 */
record ContractWithdrawal(String contractId, String status, Instant occurredAt) {

  static ContractWithdrawal of(String contractId, Instant now) {
    return new ContractWithdrawal(contractId, "withdrawn", now);
  }
}

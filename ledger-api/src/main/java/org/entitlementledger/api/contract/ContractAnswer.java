package org.entitlementledger.api.contract;

import java.time.Instant;
import java.time.LocalDate;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * A contract as answers show it.
 *
 * @param until the day after the last
 * @param status {@code purchased} before its term, {@code active} in it, {@code expired} after
 * @param occurredAt when the purchase took effect
 */
public record ContractAnswer(
    String contractId,
    String tier,
    String tierName,
    LocalDate startsOn,
    LocalDate until,
    @Nullable String orderReference,
    @Nullable Money price,
    String status,
    Instant occurredAt) {

  /** The contract as it stands at {@code now}. */
  public static ContractAnswer of(Contract contract, Instant now) {
    return new ContractAnswer(
        contract.contractId(),
        contract.termsAt(now).tier(),
        contract.termsAt(now).tierName(),
        contract.startsOn(),
        contract.until(),
        contract.orderReference(),
        contract.price(),
        status(contract, now),
        contract.occurredAt());
  }

  private static String status(Contract contract, Instant now) {
    if (now.isBefore(contract.term().start())) {
      return "purchased";
    }
    return contract.term().contains(now) ? "active" : "expired";
  }
}

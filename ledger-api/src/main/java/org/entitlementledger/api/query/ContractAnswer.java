package org.entitlementledger.api.query;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.api.ledger.CommandResult;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.contract.Contract.TierFrom;
import org.entitlementledger.core.contract.ContractEvent;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * A contract as answers show it.
 *
 * @param tier in force now; before the term the first, after it the last
 * @param until the day after the last, as it was bought
 * @param status {@code purchased} before its term, {@code active} in it, and after it {@code
 *     terminated}, {@code renewed} or {@code expired}
 * @param occurredAt when the purchase, or the renewal that made it, took effect
 * @param predecessorId the contract that it renews
 * @param tierChanges inside the term, in the order of their times
 * @param nextTier the downgrade that was asked for: the tier of the renewal
 * @param terminatedOn the first day without it, where it ends before its time
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
    Instant occurredAt,
    @Nullable String predecessorId,
    List<TierChange> tierChanges,
    @Nullable String nextTier,
    @Nullable LocalDate terminatedOn) {
  /** Another tier, in force from an instant on. */
  public record TierChange(String tier, String tierName, Instant effectiveAt) {
    static TierChange of(TierFrom change) {
      return new TierChange(change.terms().tier(), change.terms().tierName(), change.from());
    }
  }

  /** The contract as it stands at {@code now} among all of the account. */
  public static ContractAnswer of(Contract contract, Contracts all, Instant now) {
    return new ContractAnswer(
        contract.contractId(),
        contract.termsAt(now).tier(),
        contract.termsAt(now).tierName(),
        contract.startsOn(),
        contract.until(),
        contract.orderReference(),
        contract.price(),
        contract.stateAt(now, all).key(),
        contract.occurredAt(),
        contract.predecessorId(),
        contract.tiers().stream().skip(1).map(TierChange::of).toList(),
        contract.nextTier(),
        contract.terminatedOn());
  }

  /** The contract that a command changed. */
  public static ContractAnswer after(CommandResult result) {
    Contracts all = result.after().contracts();
    return of(all.get(contractIdOf(result)), all, result.now());
  }

  /** Its id. */
  static String contractIdOf(CommandResult result) {
    return result.events().stream()
        .filter(ContractEvent.class::isInstance)
        .flatMap(event -> event.itemIds().stream())
        .findFirst()
        .orElseThrow();
  }
}

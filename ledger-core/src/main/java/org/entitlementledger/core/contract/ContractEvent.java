package org.entitlementledger.core.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.catalogue.Terms;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.StoredName;
import org.jspecify.annotations.Nullable;

/** What may have happened to contracts. */
public sealed interface ContractEvent extends AccountEvent {

  /** What may have happened to one of them. */
  sealed interface OfContract extends ContractEvent {
    /** The id of the contract. */
    String contractId();

    @Override
    default List<String> itemIds() {
      return List.of(contractId());
    }
  }

  /** Sales and the customer settled on a tier before the purchase. */
  @StoredName("tier-determined")
  record TierDetermined(Instant occurredAt, String tier) implements ContractEvent {}

  /** A tier was bought; its terms are pinned here. */
  @StoredName("contract-purchased")
  record ContractPurchased(
      Instant occurredAt,
      String contractId,
      LocalDate startsOn,
      LocalDate until,
      @Nullable String orderReference,
      @Nullable Money price,
      Terms terms)
      implements OfContract {}

  /**
   * Another tier is in force from {@code effectiveAt} on; its terms are pinned here.
   *
   * @param approvedBy who approved it, where it needed that
   */
  @StoredName("tier-changed")
  record TierChanged(
      Instant occurredAt,
      String contractId,
      Instant effectiveAt,
      Terms terms,
      @Nullable String approvedBy)
      implements OfContract {}

  /** The next term is to be of a lower tier. */
  @StoredName("downgrade-requested")
  record DowngradeRequested(Instant occurredAt, String contractId, String tier)
      implements OfContract {}

  /** The next term of a contract, with terms and anchor of its own. */
  @StoredName("contract-renewed")
  record ContractRenewed(
      Instant occurredAt,
      String contractId,
      String predecessorId,
      LocalDate startsOn,
      LocalDate until,
      @Nullable String orderReference,
      Terms terms)
      implements OfContract {}

  /**
   * A contract that had not begun is taken back, as if it had never been bought.
   *
   * @param terminated the contract whose termination withdrew this renewal; absent for one that was
   *     withdrawn by itself
   */
  @StoredName("contract-withdrawn")
  record ContractWithdrawn(Instant occurredAt, String contractId, @Nullable String terminated)
      implements OfContract {}

  /** A termination whose day had not come is taken back; {@code renewals} are there again. */
  @StoredName("termination-withdrawn")
  record TerminationWithdrawn(Instant occurredAt, String contractId, List<String> renewals)
      implements OfContract {}

  /** The change to {@code tier} at {@code effectiveAt} is taken back. */
  @StoredName("tier-change-withdrawn")
  record TierChangeWithdrawn(
      Instant occurredAt, String contractId, Instant effectiveAt, String tier)
      implements OfContract {}

  /** The downgrade to {@code tier} at the renewal is no longer asked for. */
  @StoredName("downgrade-withdrawn")
  record DowngradeWithdrawn(Instant occurredAt, String contractId, String tier)
      implements OfContract {}

  /** A contract ends before its term was over; {@code effectiveOn} is the first day without it. */
  @StoredName("contract-terminated")
  record ContractTerminated(Instant occurredAt, String contractId, LocalDate effectiveOn)
      implements OfContract {}
}

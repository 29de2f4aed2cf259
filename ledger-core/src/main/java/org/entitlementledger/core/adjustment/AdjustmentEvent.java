package org.entitlementledger.core.adjustment;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.StoredName;
import org.entitlementledger.core.quota.Lot;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.jspecify.annotations.Nullable;

/** What may have happened to adjustments. */
public sealed interface AdjustmentEvent extends AccountEvent {
  String adjustmentId();

  @Override
  default List<String> itemIds() {
    return List.of(adjustmentId());
  }

  /**
   * Somebody asked to correct a balance.
   *
   * @param quantity signed
   * @param reason in the words of who asked: what the other person decides on
   * @param effectiveAt when it takes effect once it is approved
   * @param lot the life of what is added; absent for a deduction
   */
  @StoredName("adjustment-requested")
  record AdjustmentRequested(
      Instant occurredAt,
      String adjustmentId,
      String entitlement,
      Quantity quantity,
      String reason,
      Instant effectiveAt,
      @Nullable Lot lot,
      @Nullable String orderReference,
      String requestedBy)
      implements AdjustmentEvent {}

  /**
   * It takes effect. {@code approvedBy} asked for it too where the policy needs one person alone.
   */
  @StoredName("adjustment-approved")
  record AdjustmentApproved(
      Instant occurredAt,
      String adjustmentId,
      String requestedBy,
      String approvedBy,
      List<Movement> movements)
      implements AdjustmentEvent, MovesQuota {}

  /** It will not take effect. */
  @StoredName("adjustment-rejected")
  record AdjustmentRejected(
      Instant occurredAt, String adjustmentId, String requestedBy, String rejectedBy)
      implements AdjustmentEvent {}
}

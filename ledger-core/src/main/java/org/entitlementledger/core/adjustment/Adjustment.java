package org.entitlementledger.core.adjustment;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.entitlementledger.core.adjustment.AdjustmentEvent.AdjustmentApproved;
import org.entitlementledger.core.adjustment.AdjustmentEvent.AdjustmentRejected;
import org.entitlementledger.core.adjustment.AdjustmentEvent.AdjustmentRequested;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.quota.Lot;
import org.entitlementledger.core.standing.Item;
import org.jspecify.annotations.Nullable;

/**
 * One adjustment.
 *
 * @param decidedBy who approved or rejected it
 */
public record Adjustment(
    String adjustmentId,
    String entitlement,
    Quantity quantity,
    Instant effectiveAt,
    @Nullable Lot lot,
    @Nullable String orderReference,
    Instant occurredAt,
    String requestedBy,
    State state,
    @Nullable String decidedBy)
    implements Item {
  /** Where an adjustment is in its life cycle. */
  public enum State {
    REQUESTED,
    APPROVED,
    REJECTED;

    /** As answers write it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String id() {
    return adjustmentId;
  }

  @Override
  public String status(Instant now, Contracts contracts) {
    return state.key();
  }

  /** The adjustment after an event; {@code before} is null for a new one. */
  public static Adjustment after(@Nullable Adjustment before, AdjustmentEvent event) {
    return switch (event) {
      case AdjustmentRequested asked ->
          new Adjustment(
              asked.adjustmentId(),
              asked.entitlement(),
              asked.quantity(),
              asked.effectiveAt(),
              asked.lot(),
              asked.orderReference(),
              asked.occurredAt(),
              asked.requestedBy(),
              State.REQUESTED,
              null);
      case AdjustmentApproved approved ->
          known(before).decided(State.APPROVED, approved.approvedBy());
      case AdjustmentRejected rejected ->
          known(before).decided(State.REJECTED, rejected.rejectedBy());
    };
  }

  private static Adjustment known(@Nullable Adjustment before) {
    return Objects.requireNonNull(before, "an adjustment is asked for before it is decided");
  }

  private Adjustment decided(State next, String by) {
    return new Adjustment(
        adjustmentId,
        entitlement,
        quantity,
        effectiveAt,
        lot,
        orderReference,
        occurredAt,
        requestedBy,
        next,
        by);
  }
}

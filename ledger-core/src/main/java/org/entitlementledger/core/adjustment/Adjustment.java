package org.entitlementledger.core.adjustment;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.entitlementledger.core.adjustment.AdjustmentEvent.AdjustmentApproved;
import org.entitlementledger.core.adjustment.AdjustmentEvent.AdjustmentRejected;
import org.entitlementledger.core.adjustment.AdjustmentEvent.AdjustmentRequested;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.quota.Lot;
import org.jspecify.annotations.Nullable;

/**
 * One adjustment.
 *
 * @param validFrom when it takes effect once it is approved
 * @param expiresAt the end of what is added, as known when it was recorded; as {@link #seen}, its
 *     present end; absent for a deduction, as is {@code priority}
 * @param untilContractEnd whether it has no end of its own; absent in older events
 * @param decidedBy who approved or rejected it
 */
public record Adjustment(
    String adjustmentId,
    String entitlement,
    Quantity quantity,
    String reason,
    Instant validFrom,
    @Nullable Instant expiresAt,
    @Nullable Boolean untilContractEnd,
    @Nullable Integer priority,
    @Nullable Money unitValue,
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
      case AdjustmentRequested asked -> requested(asked, asked.lot());
      case AdjustmentApproved approved ->
          known(before).decided(State.APPROVED, approved.approvedBy());
      case AdjustmentRejected rejected ->
          known(before).decided(State.REJECTED, rejected.rejectedBy());
    };
  }

  private static Adjustment requested(AdjustmentRequested asked, @Nullable Lot lot) {
    return new Adjustment(
        asked.adjustmentId(),
        asked.entitlement(),
        asked.quantity(),
        asked.reason(),
        asked.effectiveAt(),
        lot == null ? null : lot.ends(),
        lot == null ? null : lot.untilContractEnd(),
        lot == null ? null : lot.priority(),
        lot == null ? null : lot.unitValue(),
        asked.orderReference(),
        asked.occurredAt(),
        asked.requestedBy(),
        State.REQUESTED,
        null);
  }

  /** The life of what is added; null for a deduction. */
  @Nullable Lot lot() {
    return expiresAt == null || priority == null
        ? null
        : new Lot(validFrom, expiresAt, priority, false, unitValue, untilContractEnd);
  }

  private static Adjustment known(@Nullable Adjustment before) {
    return Objects.requireNonNull(before, "an adjustment is asked for before it is decided");
  }

  private Adjustment decided(State next, String by) {
    return with(expiresAt, next, by);
  }

  @Override
  public Adjustment seen(Instant now, Contracts contracts) {
    return expiresAt == null
        ? this
        : with(contracts.endOf(validFrom, expiresAt, untilContractEnd), state, decidedBy);
  }

  private Adjustment with(@Nullable Instant ends, State next, @Nullable String by) {
    return new Adjustment(
        adjustmentId,
        entitlement,
        quantity,
        reason,
        validFrom,
        ends,
        untilContractEnd,
        priority,
        unitValue,
        orderReference,
        occurredAt,
        requestedBy,
        next,
        by);
  }
}

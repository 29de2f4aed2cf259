package org.entitlementledger.core.hold;

import java.time.Instant;
import java.util.Objects;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.hold.HoldEvent.HoldConfirmed;
import org.entitlementledger.core.hold.HoldEvent.HoldPlaced;
import org.entitlementledger.core.hold.HoldEvent.HoldReleased;
import org.entitlementledger.core.kernel.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * One hold, and what became of it.
 *
 * @param expiresAt as known when it was recorded; as {@link #seen}, its present end
 * @param untilContractEnd whether it has no end of its own; absent in older events
 * @param confirmed how much of it was consumed in the end
 * @param settledAt when it was confirmed or released
 */
public record Reservation(
    String holdId,
    String entitlement,
    Quantity quantity,
    Instant expiresAt,
    @Nullable Boolean untilContractEnd,
    Instant occurredAt,
    @Nullable Quantity confirmed,
    @Nullable Instant settledAt)
    implements Item {
  @Override
  public String id() {
    return holdId;
  }

  @Override
  public String status(Instant now, Contracts contracts) {
    if (settledAt != null) {
      return confirmed == null ? "released" : "confirmed";
    }
    return now.isBefore(expiry(contracts)) ? "held" : "expired";
  }

  private Instant expiry(Contracts contracts) {
    return contracts.endOf(occurredAt, expiresAt, untilContractEnd);
  }

  @Override
  public Reservation seen(Instant now, Contracts contracts) {
    return with(expiry(contracts), confirmed, settledAt);
  }

  /** The hold after an event; {@code before} is null for a new one. */
  public static Reservation after(@Nullable Reservation before, HoldEvent event) {
    return switch (event) {
      case HoldPlaced placed ->
          new Reservation(
              placed.holdId(),
              placed.entitlement(),
              placed.quantity(),
              placed.expiresAt(),
              placed.movements().getFirst().holdUntilContractEnd(),
              placed.occurredAt(),
              null,
              null);
      case HoldConfirmed done -> known(before).settled(done.quantity(), done.occurredAt());
      case HoldReleased free -> known(before).settled(null, free.occurredAt());
    };
  }

  private static Reservation known(@Nullable Reservation before) {
    return Objects.requireNonNull(before, "a hold is placed before it is settled");
  }

  private Reservation settled(@Nullable Quantity consumed, Instant time) {
    return with(expiresAt, consumed, time);
  }

  private Reservation with(Instant ends, @Nullable Quantity consumed, @Nullable Instant settled) {
    return new Reservation(
        holdId, entitlement, quantity, ends, untilContractEnd, occurredAt, consumed, settled);
  }
}

package org.entitlementledger.core.hold;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.StoredName;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;

/** What may have happened to holds. That the time of one is over is no event. */
public sealed interface HoldEvent extends AccountEvent, MovesQuota {
  String holdId();

  @Override
  default List<String> itemIds() {
    return List.of(holdId());
  }

  /** A quantity is reserved until {@code expiresAt}. */
  @StoredName("hold-placed")
  record HoldPlaced(
      Instant occurredAt,
      String holdId,
      String entitlement,
      Quantity quantity,
      Instant expiresAt,
      List<Movement> movements)
      implements HoldEvent {}

  /** What was held, or the first {@code quantity} of it, is consumed; the rest is free again. */
  @StoredName("hold-confirmed")
  record HoldConfirmed(
      Instant occurredAt, String holdId, Quantity quantity, List<Movement> movements)
      implements HoldEvent {}

  /** What was held is free again. */
  @StoredName("hold-released")
  record HoldReleased(Instant occurredAt, String holdId, List<Movement> movements)
      implements HoldEvent {}
}

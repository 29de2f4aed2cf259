package org.entitlementledger.core.usage;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.StoredName;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;

/** What may have happened to the use of units. */
public sealed interface UsageEvent extends AccountEvent, MovesQuota {
  String usageId();

  @Override
  default List<String> itemIds() {
    return List.of(usageId());
  }

  /** A quantity was used. */
  @StoredName("usage-recorded")
  record UsageRecorded(
      Instant occurredAt,
      String usageId,
      String entitlement,
      Quantity quantity,
      List<Movement> movements)
      implements UsageEvent {}

  /** It was not used as it was recorded. */
  @StoredName("usage-reversed")
  record UsageReversed(Instant occurredAt, String usageId, List<Movement> movements)
      implements UsageEvent {}
}

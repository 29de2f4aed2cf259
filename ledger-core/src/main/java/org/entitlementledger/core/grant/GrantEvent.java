package org.entitlementledger.core.grant;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.StoredName;
import org.entitlementledger.core.quota.Lot;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;

/** What may have happened to grants. */
public sealed interface GrantEvent extends AccountEvent, MovesQuota {
  String grantId();

  @Override
  default List<String> itemIds() {
    return List.of(grantId());
  }

  /**
   * A top-up is there, from the start of its life on.
   *
   * @param contractId the contract in force at its start
   */
  @StoredName("top-up-granted")
  record TopUpGranted(
      Instant occurredAt,
      String grantId,
      String entitlement,
      Quantity quantity,
      String orderReference,
      String contractId,
      Lot lot,
      List<Movement> movements)
      implements GrantEvent {}

  /** A top-up ended before its time. */
  @StoredName("grant-revoked")
  record GrantRevoked(Instant occurredAt, String grantId, Quantity unused, List<Movement> movements)
      implements GrantEvent {}
}

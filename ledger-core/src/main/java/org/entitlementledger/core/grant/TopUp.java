package org.entitlementledger.core.grant;

import java.time.Instant;
import java.util.Objects;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.grant.GrantEvent.GrantRevoked;
import org.entitlementledger.core.grant.GrantEvent.TopUpGranted;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.standing.Item;
import org.jspecify.annotations.Nullable;

/**
 * One top-up.
 *
 * @param revokedAt when it was ended before its time
 */
public record TopUp(
    String grantId,
    String entitlement,
    Quantity quantity,
    String orderReference,
    String contractId,
    Instant validFrom,
    Instant expiresAt,
    int priority,
    boolean promotional,
    @Nullable Money unitValue,
    Instant occurredAt,
    @Nullable Instant revokedAt)
    implements Item {
  @Override
  public String id() {
    return grantId;
  }

  @Override
  public String status(Instant now, Contracts contracts) {
    if (revokedAt != null) {
      return "revoked";
    }
    if (now.isBefore(validFrom)) {
      return "scheduled";
    }
    return now.isBefore(expiresAt) ? "granted" : "expired";
  }

  /** The top-up after an event; {@code before} is null for a new one. */
  public static TopUp after(@Nullable TopUp before, GrantEvent event) {
    return switch (event) {
      case TopUpGranted granted ->
          new TopUp(
              granted.grantId(),
              granted.entitlement(),
              granted.quantity(),
              granted.orderReference(),
              granted.contractId(),
              granted.lot().starts(),
              granted.lot().ends(),
              granted.lot().priority(),
              granted.lot().promotional(),
              granted.lot().unitValue(),
              granted.occurredAt(),
              null);
      case GrantRevoked revoked ->
          Objects.requireNonNull(before, "a grant is made before it is revoked")
              .revoked(revoked.occurredAt());
    };
  }

  private TopUp revoked(Instant time) {
    return new TopUp(
        grantId,
        entitlement,
        quantity,
        orderReference,
        contractId,
        validFrom,
        expiresAt,
        priority,
        promotional,
        unitValue,
        occurredAt,
        time);
  }
}

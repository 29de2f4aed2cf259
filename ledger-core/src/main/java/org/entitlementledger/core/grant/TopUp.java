package org.entitlementledger.core.grant;

import java.time.Instant;
import java.util.Objects;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.grant.GrantEvent.GrantRevoked;
import org.entitlementledger.core.grant.GrantEvent.TopUpGranted;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * One top-up.
 *
 * @param expiresAt as known when it was recorded; as {@link #seen}, its present end
 * @param untilContractEnd whether it has no end of its own; absent in older events
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
    @Nullable Boolean untilContractEnd,
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
    return now.isBefore(expiry(contracts)) ? "granted" : "expired";
  }

  /** When it ends by itself. */
  Instant expiry(Contracts contracts) {
    return contracts.endOf(validFrom, expiresAt, untilContractEnd);
  }

  @Override
  public TopUp seen(Instant now, Contracts contracts) {
    return with(expiry(contracts), revokedAt);
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
              granted.lot().untilContractEnd(),
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
    return with(expiresAt, time);
  }

  private TopUp with(Instant ends, @Nullable Instant revoked) {
    return new TopUp(
        grantId,
        entitlement,
        quantity,
        orderReference,
        contractId,
        validFrom,
        ends,
        untilContractEnd,
        priority,
        promotional,
        unitValue,
        occurredAt,
        revoked);
  }
}

package org.entitlementledger.core.usage;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.usage.UsageEvent.UsageRecorded;
import org.entitlementledger.core.usage.UsageEvent.UsageReversed;
import org.jspecify.annotations.Nullable;

/**
 * One use of units.
 *
 * @param draws what it drew, for its reversal
 */
public record UsageRecord(
    String usageId,
    String entitlement,
    Quantity quantity,
    Instant occurredAt,
    boolean reversed,
    List<Movement> draws)
    implements Item {
  @Override
  public String id() {
    return usageId;
  }

  @Override
  public String status(Instant now, Contracts contracts) {
    return reversed ? "reversed" : "recorded";
  }

  @Override
  public List<Movement> standingDraws() {
    return reversed ? List.of() : draws;
  }

  /** The use after an event; {@code before} is null for a new one. */
  public static UsageRecord after(@Nullable UsageRecord before, UsageEvent event) {
    return switch (event) {
      case UsageRecorded used ->
          new UsageRecord(
              used.usageId(),
              used.entitlement(),
              used.quantity(),
              used.occurredAt(),
              false,
              used.movements());
      case UsageReversed corrected -> {
        UsageRecord known = Objects.requireNonNull(before, "reversed before it was recorded");
        yield new UsageRecord(
            corrected.usageId(),
            known.entitlement(),
            known.quantity(),
            known.occurredAt(),
            true,
            known.draws());
      }
    };
  }
}

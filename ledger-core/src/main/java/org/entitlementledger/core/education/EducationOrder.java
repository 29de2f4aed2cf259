package org.entitlementledger.core.education;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.education.EducationEvent.EducationOrderReversed;
import org.entitlementledger.core.education.EducationEvent.EducationOrdered;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * One order.
 *
 * @param reversedAt the time of its credit note
 */
public record EducationOrder(
    String orderId,
    LocalDate orderedOn,
    Money listPrice,
    BigDecimal percent,
    Money discount,
    Money net,
    Instant occurredAt,
    @Nullable Instant reversedAt)
    implements Item {
  @Override
  public String id() {
    return orderId;
  }

  @Override
  public String status(Instant now, Contracts contracts) {
    return reversedAt == null ? "ordered" : "reversed";
  }

  /** The order after an event; {@code before} is null for a new one. */
  public static EducationOrder after(@Nullable EducationOrder before, EducationEvent event) {
    return switch (event) {
      case EducationOrdered ordered ->
          new EducationOrder(
              ordered.orderId(),
              ordered.orderedOn(),
              ordered.listPrice(),
              ordered.percent(),
              ordered.discount(),
              ordered.net(),
              ordered.occurredAt(),
              null);
      case EducationOrderReversed reversed ->
          Objects.requireNonNull(before, "reversed before it was ordered")
              .reversed(reversed.occurredAt());
    };
  }

  private EducationOrder reversed(Instant time) {
    return new EducationOrder(
        orderId, orderedOn, listPrice, percent, discount, net, occurredAt, time);
  }
}

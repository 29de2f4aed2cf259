package org.entitlementledger.core.education;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.StoredName;

/** What may have happened to education orders. */
public sealed interface EducationEvent extends AccountEvent {
  String orderId();

  @Override
  default List<String> itemIds() {
    return List.of(orderId());
  }

  /**
   * Education services were ordered.
   *
   * @param percent 0–100, in force on the order date
   * @param discount rounded half-up once to the currency's decimals
   * @param net the list price without the discount
   */
  @StoredName("education-ordered")
  record EducationOrdered(
      Instant occurredAt,
      String orderId,
      LocalDate orderedOn,
      Money listPrice,
      BigDecimal percent,
      Money discount,
      Money net)
      implements EducationEvent {}

  /**
   * A credit note over the whole order, of its own date.
   *
   * @param percent the order's, as are the amounts
   */
  @StoredName("education-order-reversed")
  record EducationOrderReversed(
      Instant occurredAt,
      String orderId,
      Money listPrice,
      BigDecimal percent,
      Money discount,
      Money net)
      implements EducationEvent {}
}

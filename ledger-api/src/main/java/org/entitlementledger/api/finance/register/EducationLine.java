package org.entitlementledger.api.finance.register;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.Locale;
import org.entitlementledger.api.finance.report.Amount;
import org.entitlementledger.core.education.EducationOrder;

/**
 * An order, or its reversal with the signs turned.
 *
 * @param effectiveOn a reversal has its own date
 * @param percent 0–100, in force on the order date
 */
record EducationLine(
    String accountId,
    String orderId,
    Kind kind,
    LocalDate effectiveOn,
    String percent,
    Amount listPrice,
    Amount discount,
    Amount net) {

  enum Kind {
    ORDER,
    REVERSAL;

    @JsonValue
    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static EducationLine order(String accountId, EducationOrder order) {
    return new EducationLine(
        accountId,
        order.orderId(),
        Kind.ORDER,
        order.orderedOn(),
        order.percent().toPlainString(),
        Amount.of(order.listPrice()),
        Amount.of(order.discount()),
        Amount.of(order.net()));
  }

  static EducationLine reversal(String accountId, EducationOrder order, LocalDate day) {
    return new EducationLine(
        accountId,
        order.orderId(),
        Kind.REVERSAL,
        day,
        order.percent().toPlainString(),
        Amount.of(order.listPrice()).negated(),
        Amount.of(order.discount()).negated(),
        Amount.of(order.net()).negated());
  }
}

package org.entitlementledger.core.education;

import java.time.LocalDate;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.StoredName;
import org.jspecify.annotations.Nullable;

/** What one may ask about education orders. */
public sealed interface EducationCommand extends AccountCommand {

  /** Orders education services, at the percentage in force on the order date. */
  @StoredName("order-education")
  record OrderEducation(
      String accountId, @Nullable String orderId, LocalDate orderedOn, Money listPrice)
      implements EducationCommand {
    public OrderEducation {
      Check.optionalId("orderId", orderId);
      Check.date("orderedOn", orderedOn);
    }
  }

  /** Takes an order back by a credit note, of the whole. */
  @StoredName("reverse-education-order")
  record ReverseEducationOrder(String accountId, String orderId) implements EducationCommand {}
}

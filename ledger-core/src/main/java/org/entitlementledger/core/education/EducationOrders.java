package org.entitlementledger.core.education;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.core.catalogue.Kind;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.education.EducationCommand.OrderEducation;
import org.entitlementledger.core.education.EducationCommand.ReverseEducationOrder;
import org.entitlementledger.core.education.EducationEvent.EducationOrderReversed;
import org.entitlementledger.core.education.EducationEvent.EducationOrdered;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.AccountState.Entitled;
import org.entitlementledger.core.entitlement.ItemsById;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.pcollections.PMap;

/** The education orders of one account (DOMAIN.md, "Life cycles"). */
public record EducationOrders(ItemsById<EducationOrder> items) {
  public static final String ENTITLEMENT = "education-discount";
  public static final EducationOrders NONE =
      new EducationOrders(ItemsById.none("an education order", "orderId"));

  /** The same, by id. */
  public PMap<String, EducationOrder> byId() {
    return items.byId();
  }

  /** The rules of this capability. */
  public List<EducationEvent> decide(
      EducationCommand command, AccountState account, Context context) {
    return switch (command) {
      case OrderEducation order -> List.of(order(order, account, context));
      case ReverseEducationOrder reverse -> List.of(reverse(reverse, account, context));
    };
  }

  private EducationOrdered order(OrderEducation command, AccountState account, Context context) {
    Instant time =
        context.effectiveAt("orderedOn", new When.On(command.orderedOn()), account.zone());
    String orderId = items.newId(command.orderId(), context);
    Entitled entitled = account.rules(context).entitled(ENTITLEMENT, Kind.DISCOUNT, time);
    account.rules(context).requireRoles(entitled, time);
    BigDecimal percent =
        Objects.requireNonNull(entitled.terms().percent(), "a discount has a percentage");
    Money discount = command.listPrice().percent(percent);
    return new EducationOrdered(
        time,
        orderId,
        command.orderedOn(),
        command.listPrice(),
        percent,
        discount,
        command.listPrice().minus(discount));
  }

  /** A credit note is dated when it was written, not when the order was. */
  private EducationOrderReversed reverse(
      ReverseEducationOrder command, AccountState account, Context context) {
    EducationOrder order = items.require(command.orderId());
    Instant time = context.effectiveAt(account.zone());
    nothingIsReversedBeforeItWasOrdered(order, time);
    context.refuseAhead(time);
    context.refuseClosed(time, account.zone());
    anOrderIsReversedOnce(order);
    return new EducationOrderReversed(
        time, order.orderId(), order.listPrice(), order.percent(), order.discount(), order.net());
  }

  private static void nothingIsReversedBeforeItWasOrdered(EducationOrder order, Instant time) {
    if (time.isBefore(order.occurredAt())) {
      throw Refusal.invalid("occurredAt", "is before the order")
          .with("earliest", order.occurredAt());
    }
  }

  private static void anOrderIsReversedOnce(EducationOrder order) {
    if (order.reversedAt() != null) {
      throw Refusal.of(Problem.ALREADY_CORRECTED, "the order is reversed already")
          .with("orderId", order.orderId());
    }
  }

  /** The orders after an event. */
  public EducationOrders apply(EducationEvent event) {
    String id = event.orderId();
    return new EducationOrders(items.with(EducationOrder.after(items.find(id), event)));
  }
}

package org.entitlementledger.api.education;

import io.swagger.v3.oas.annotations.Operation;
import org.entitlementledger.api.http.Ask;
import org.entitlementledger.api.http.Commands;
import org.entitlementledger.api.http.Gives;
import org.entitlementledger.api.http.Paging;
import org.entitlementledger.api.http.Query;
import org.entitlementledger.api.http.Registers;
import org.entitlementledger.api.http.Shows;
import org.entitlementledger.api.http.Things;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.education.EducationCommand.OrderEducation;
import org.entitlementledger.core.education.EducationCommand.ReverseEducationOrder;
import org.entitlementledger.core.education.EducationOrder;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.register.RegisterQueries;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Education orders. */
@RestController
final class EducationOrderController {
  private static final String ALL = "/v1/accounts/{accountId}/education-orders";
  private static final String ONE = ALL + "/{orderId}";

  private final Things orders;

  EducationOrderController(Commands commands, Registers registers) {
    orders = new Things(commands, registers, Items.EDUCATION_ORDERS, "orderId");
  }

  @PostMapping(ALL)
  @Operation(summary = "Order education services at the discount of the order date")
  @Gives(EducationOrder.class)
  ResponseEntity<byte[]> order(Ask<OrderEducation> ask) {
    return orders.make(ask);
  }

  @PostMapping(ONE + "/reversal")
  @Operation(summary = "Reverse an education order by a credit note")
  @Gives(EducationOrder.class)
  ResponseEntity<byte[]> reverse(Ask<ReverseEducationOrder> ask) {
    return orders.change(ask);
  }

  @GetMapping(ALL)
  @Operation(operationId = "listEducationOrders", summary = "List an account's education orders")
  @Gives(value = EducationOrder.class, list = true)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> list(@PathVariable String accountId, @Query Paging paging) {
    return orders.list(accountId, paging);
  }

  @GetMapping(ONE)
  @Operation(operationId = "getEducationOrder", summary = "Get an education order")
  @Gives(EducationOrder.class)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> one(@PathVariable String accountId, @PathVariable String orderId) {
    return orders.one(accountId, orderId);
  }
}

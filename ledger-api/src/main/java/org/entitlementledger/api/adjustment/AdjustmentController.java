package org.entitlementledger.api.adjustment;

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
import org.entitlementledger.core.adjustment.Adjustment;
import org.entitlementledger.core.adjustment.AdjustmentCommand.ApproveAdjustment;
import org.entitlementledger.core.adjustment.AdjustmentCommand.RejectAdjustment;
import org.entitlementledger.core.adjustment.AdjustmentCommand.RequestAdjustment;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.register.RegisterQueries;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Adjustments. */
@RestController
final class AdjustmentController {
  private static final String ALL = "/v1/accounts/{accountId}/adjustments";
  private static final String ONE = ALL + "/{adjustmentId}";

  private final Things adjustments;

  AdjustmentController(Commands commands, Registers registers) {
    adjustments = new Things(commands, registers, Items.ADJUSTMENTS, "adjustmentId");
  }

  @PostMapping(ALL)
  @Operation(summary = "Request an adjustment of a balance")
  @Gives(Adjustment.class)
  ResponseEntity<byte[]> request(Ask<RequestAdjustment> ask) {
    return adjustments.make(ask);
  }

  @PostMapping(ONE + "/approval")
  @Operation(summary = "Approve an adjustment that another person requested")
  @Gives(Adjustment.class)
  ResponseEntity<byte[]> approve(Ask<ApproveAdjustment> ask) {
    return adjustments.change(ask);
  }

  @PostMapping(ONE + "/rejection")
  @Operation(summary = "Reject an adjustment")
  @Gives(Adjustment.class)
  ResponseEntity<byte[]> reject(Ask<RejectAdjustment> ask) {
    return adjustments.change(ask);
  }

  @GetMapping(ALL)
  @Operation(operationId = "listAdjustments", summary = "List an account's adjustments")
  @Gives(value = Adjustment.class, list = true)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> list(@PathVariable String accountId, @Query Paging paging) {
    return adjustments.list(accountId, paging);
  }

  @GetMapping(ONE)
  @Operation(operationId = "getAdjustment", summary = "Get an adjustment")
  @Gives(Adjustment.class)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> one(@PathVariable String accountId, @PathVariable String adjustmentId) {
    return adjustments.one(accountId, adjustmentId);
  }
}

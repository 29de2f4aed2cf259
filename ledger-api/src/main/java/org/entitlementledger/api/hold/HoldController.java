package org.entitlementledger.api.hold;

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
import org.entitlementledger.core.hold.HoldCommand.ConfirmHold;
import org.entitlementledger.core.hold.HoldCommand.PlaceHold;
import org.entitlementledger.core.hold.HoldCommand.ReleaseHold;
import org.entitlementledger.core.hold.Reservation;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.register.RegisterQueries;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Holds. */
@RestController
final class HoldController {
  private static final String ALL = "/v1/accounts/{accountId}/holds";
  private static final String ONE = ALL + "/{holdId}";

  private final Things holds;

  HoldController(Commands commands, Registers registers) {
    holds = new Things(commands, registers, Items.HOLDS, "holdId");
  }

  @PostMapping(ALL)
  @Operation(summary = "Reserve a quantity")
  @Gives(Reservation.class)
  ResponseEntity<byte[]> place(Ask<PlaceHold> ask) {
    return holds.make(ask);
  }

  @PostMapping(ONE + "/confirmation")
  @Operation(summary = "Consume a hold, in whole or in part")
  @Gives(Reservation.class)
  ResponseEntity<byte[]> confirm(Ask<ConfirmHold> ask) {
    return holds.change(ask);
  }

  @PostMapping(ONE + "/release")
  @Operation(summary = "Release a hold")
  @Gives(Reservation.class)
  ResponseEntity<byte[]> release(Ask<ReleaseHold> ask) {
    return holds.change(ask);
  }

  @GetMapping(ALL)
  @Operation(operationId = "listHolds", summary = "List an account's holds")
  @Gives(value = Reservation.class, list = true)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> list(@PathVariable String accountId, @Query Paging paging) {
    return holds.list(accountId, paging);
  }

  @GetMapping(ONE)
  @Operation(operationId = "getHold", summary = "Get a hold")
  @Gives(Reservation.class)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> one(@PathVariable String accountId, @PathVariable String holdId) {
    return holds.one(accountId, holdId);
  }
}

package org.entitlementledger.api.workshop;

import io.swagger.v3.oas.annotations.Operation;
import org.entitlementledger.api.http.Ask;
import org.entitlementledger.api.http.Commands;
import org.entitlementledger.api.http.Gives;
import org.entitlementledger.api.http.Paging;
import org.entitlementledger.api.http.Query;
import org.entitlementledger.api.http.Registers;
import org.entitlementledger.api.http.Shows;
import org.entitlementledger.api.http.Takes;
import org.entitlementledger.api.http.Things;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.workshop.Workshop;
import org.entitlementledger.core.workshop.WorkshopCommand;
import org.entitlementledger.core.workshop.WorkshopCommand.CancelWorkshop;
import org.entitlementledger.core.workshop.WorkshopCommand.DeliverScheduledWorkshop;
import org.entitlementledger.core.workshop.WorkshopCommand.DeliverWorkshop;
import org.entitlementledger.core.workshop.WorkshopCommand.RecordWorkshopNoShow;
import org.entitlementledger.core.workshop.WorkshopCommand.ScheduleWorkshop;
import org.entitlementledger.core.workshop.WorkshopCommand.VoidWorkshop;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.register.RegisterQueries;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Enablement workshops. */
@RestController
final class WorkshopController {
  private static final String ALL = "/v1/accounts/{accountId}/workshops";
  private static final String ONE = ALL + "/{workshopId}";

  private final Things workshops;

  WorkshopController(Commands commands, Registers registers) {
    workshops = new Things(commands, registers, Items.WORKSHOPS, "workshopId");
  }

  @PostMapping(ALL)
  @Operation(summary = "Record or schedule a workshop")
  @Takes(DeliverWorkshop.class)
  @Takes(value = ScheduleWorkshop.class, where = "scheduled")
  @Gives(Workshop.class)
  ResponseEntity<byte[]> make(Ask<WorkshopCommand> ask) {
    return workshops.make(ask);
  }

  @PostMapping(ONE + "/delivery")
  @Operation(summary = "Record the delivery of a scheduled workshop")
  @Gives(Workshop.class)
  ResponseEntity<byte[]> deliver(Ask<DeliverScheduledWorkshop> ask) {
    return workshops.change(ask);
  }

  @PostMapping(ONE + "/no-show")
  @Operation(summary = "Record a no-show at a scheduled workshop")
  @Gives(Workshop.class)
  ResponseEntity<byte[]> miss(Ask<RecordWorkshopNoShow> ask) {
    return workshops.change(ask);
  }

  @PostMapping(ONE + "/cancellation")
  @Operation(summary = "Cancel a scheduled workshop")
  @Gives(Workshop.class)
  ResponseEntity<byte[]> cancel(Ask<CancelWorkshop> ask) {
    return workshops.change(ask);
  }

  @PostMapping(ONE + "/void")
  @Operation(summary = "Void a workshop recorded by mistake")
  @Gives(Workshop.class)
  ResponseEntity<byte[]> correct(Ask<VoidWorkshop> ask) {
    return workshops.change(ask);
  }

  @GetMapping(ALL)
  @Operation(operationId = "listWorkshops", summary = "List an account's workshops")
  @Gives(value = Workshop.class, list = true)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> list(@PathVariable String accountId, @Query Paging paging) {
    return workshops.list(accountId, paging);
  }

  @GetMapping(ONE)
  @Operation(operationId = "getWorkshop", summary = "Get a workshop")
  @Gives(Workshop.class)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> one(@PathVariable String accountId, @PathVariable String workshopId) {
    return workshops.one(accountId, workshopId);
  }
}

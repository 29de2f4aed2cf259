package org.entitlementledger.api.accelerator;

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
import org.entitlementledger.core.accelerator.Accelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand;
import org.entitlementledger.core.accelerator.AcceleratorCommand.CancelAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.CheckAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.CompleteAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.PauseAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.ReachMilestone;
import org.entitlementledger.core.accelerator.AcceleratorCommand.RequestAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.ResumeAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.ScheduleAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.StartAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.StartRequestedAccelerator;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.register.RegisterQueries;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Accelerators. */
@RestController
final class AcceleratorController {
  private static final String ALL = "/v1/accounts/{accountId}/accelerators";
  private static final String ONE = ALL + "/{acceleratorId}";

  private final Things accelerators;

  AcceleratorController(Commands commands, Registers registers) {
    accelerators = new Things(commands, registers, Items.ACCELERATORS, "acceleratorId");
  }

  @PostMapping(ALL)
  @Operation(summary = "Start an accelerator, or request one for later")
  @Takes(StartAccelerator.class)
  @Takes(value = RequestAccelerator.class, where = "requested")
  @Gives(Accelerator.class)
  ResponseEntity<byte[]> make(Ask<AcceleratorCommand> ask) {
    return accelerators.make(ask);
  }

  @PostMapping(ONE + "/start")
  @Operation(summary = "Start a requested accelerator")
  @Gives(Accelerator.class)
  ResponseEntity<byte[]> start(Ask<StartRequestedAccelerator> ask) {
    return accelerators.change(ask);
  }

  @PostMapping(ONE + "/schedule")
  @Operation(summary = "Schedule a requested accelerator")
  @Gives(Accelerator.class)
  ResponseEntity<byte[]> schedule(Ask<ScheduleAccelerator> ask) {
    return accelerators.change(ask);
  }

  @PostMapping(ONE + "/pause")
  @Operation(summary = "Pause an accelerator")
  @Gives(Accelerator.class)
  ResponseEntity<byte[]> pause(Ask<PauseAccelerator> ask) {
    return accelerators.change(ask);
  }

  @PostMapping(ONE + "/resume")
  @Operation(summary = "Resume an accelerator; its planned end moves by the pause")
  @Gives(Accelerator.class)
  ResponseEntity<byte[]> resume(Ask<ResumeAccelerator> ask) {
    return accelerators.change(ask);
  }

  @PostMapping(ONE + "/checks")
  @Operation(summary = "Record a weekly check of an accelerator")
  @Gives(Accelerator.class)
  ResponseEntity<byte[]> check(Ask<CheckAccelerator> ask) {
    return accelerators.change(ask);
  }

  @PostMapping(ONE + "/milestones")
  @Operation(summary = "Record a milestone of an accelerator")
  @Gives(Accelerator.class)
  ResponseEntity<byte[]> reach(Ask<ReachMilestone> ask) {
    return accelerators.change(ask);
  }

  @PostMapping(ONE + "/completion")
  @Operation(summary = "Complete an accelerator, with its outcomes")
  @Gives(Accelerator.class)
  ResponseEntity<byte[]> complete(Ask<CompleteAccelerator> ask) {
    return accelerators.change(ask);
  }

  @PostMapping(ONE + "/cancellation")
  @Operation(summary = "Cancel an accelerator before or after its start")
  @Gives(Accelerator.class)
  ResponseEntity<byte[]> cancel(Ask<CancelAccelerator> ask) {
    return accelerators.change(ask);
  }

  @GetMapping(ALL)
  @Operation(operationId = "listAccelerators", summary = "List an account's accelerators")
  @Gives(value = Accelerator.class, list = true)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> list(@PathVariable String accountId, @Query Paging paging) {
    return accelerators.list(accountId, paging);
  }

  @GetMapping(ONE)
  @Operation(operationId = "getAccelerator", summary = "Get an accelerator with its past states")
  @Gives(Accelerator.class)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> one(@PathVariable String accountId, @PathVariable String acceleratorId) {
    return accelerators.one(accountId, acceleratorId);
  }
}

package org.entitlementledger.api.accelerator;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.api.http.Ask;
import org.entitlementledger.api.http.Commands;
import org.entitlementledger.api.http.Gives;
import org.entitlementledger.api.http.Made;
import org.entitlementledger.api.http.Paging;
import org.entitlementledger.api.http.Query;
import org.entitlementledger.api.http.Registers;
import org.entitlementledger.api.http.Shows;
import org.entitlementledger.api.write.Receipt;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.accelerator.Accelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.StartAccelerator;
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
  private final Commands commands;
  private final Registers registers;

  AcceleratorController(Commands commands, Registers registers) {
    this.commands = commands;
    this.registers = registers;
  }

  @PostMapping("/v1/accounts/{accountId}/accelerators")
  @Operation(summary = "Start an accelerator")
  @Gives(Accelerator.class)
  ResponseEntity<byte[]> start(Ask<StartAccelerator> ask) {
    return commands.create(ask, AcceleratorController::started);
  }

  private static Made started(Receipt receipt) {
    String id = receipt.events().getLast().itemIds().getFirst();
    Accelerator accelerator = Objects.requireNonNull(receipt.after().accelerators().byId().get(id));
    return Made.at(
        Made.path("accounts", receipt.after().accountId(), Items.ACCELERATORS, id),
        Registers.shown(accelerator, receipt, List.of()));
  }

  @GetMapping("/v1/accounts/{accountId}/accelerators")
  @Operation(summary = "List an account's accelerators")
  @Gives(value = Accelerator.class, list = true)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> list(@PathVariable String accountId, @Query Paging paging) {
    return registers.list(accountId, Items.ACCELERATORS, paging);
  }

  @GetMapping("/v1/accounts/{accountId}/accelerators/{acceleratorId}")
  @Operation(summary = "Read an accelerator")
  @Gives(Accelerator.class)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> one(@PathVariable String accountId, @PathVariable String acceleratorId) {
    return registers.one(accountId, Items.ACCELERATORS, "acceleratorId", acceleratorId);
  }
}

package org.entitlementledger.api.progresscall;

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
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.progresscall.ProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.VoidProgressCall;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.register.RegisterQueries;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Progress calls. */
@RestController
final class ProgressCallController {
  private final Commands commands;
  private final Registers registers;

  ProgressCallController(Commands commands, Registers registers) {
    this.commands = commands;
    this.registers = registers;
  }

  @PostMapping("/v1/accounts/{accountId}/progress-calls")
  @Operation(summary = "Log a progress call that was held")
  @Gives(ProgressCall.class)
  ResponseEntity<byte[]> log(Ask<LogProgressCall> ask) {
    List<Person> attendees = ask.command().people();
    return commands.create(
        ask,
        receipt -> {
          ObjectNode call = call(receipt, attendees);
          String id = call.path("callId").stringValue();
          return Made.at(
              Made.path("accounts", receipt.after().accountId(), Items.PROGRESS_CALLS, id), call);
        });
  }

  @PostMapping("/v1/accounts/{accountId}/progress-calls/{callId}/void")
  @Operation(summary = "Void a progress call that was not held as it was logged")
  @Gives(ProgressCall.class)
  ResponseEntity<byte[]> correct(Ask<VoidProgressCall> ask) {
    return commands.create(ask, receipt -> Made.of(call(receipt, List.of())));
  }

  private static ObjectNode call(Receipt receipt, List<Person> attendees) {
    String id = receipt.events().getLast().itemIds().getFirst();
    ProgressCall call = Objects.requireNonNull(receipt.after().progressCalls().byId().get(id));
    return Registers.shown(call, receipt, attendees);
  }

  @GetMapping("/v1/accounts/{accountId}/progress-calls")
  @Operation(summary = "List an account's progress calls")
  @Gives(value = ProgressCall.class, list = true)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> list(@PathVariable String accountId, @Query Paging paging) {
    return registers.list(accountId, Items.PROGRESS_CALLS, paging);
  }

  @GetMapping("/v1/accounts/{accountId}/progress-calls/{callId}")
  @Operation(summary = "Read a progress call")
  @Gives(ProgressCall.class)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> one(@PathVariable String accountId, @PathVariable String callId) {
    return registers.one(accountId, Items.PROGRESS_CALLS, "callId", callId);
  }
}

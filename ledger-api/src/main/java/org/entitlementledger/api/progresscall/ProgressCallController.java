package org.entitlementledger.api.progresscall;

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
import org.entitlementledger.core.progresscall.ProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand;
import org.entitlementledger.core.progresscall.ProgressCallCommand.CancelProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogScheduledProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.RecordProgressCallNoShow;
import org.entitlementledger.core.progresscall.ProgressCallCommand.ScheduleProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.VoidProgressCall;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.register.RegisterQueries;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Progress calls. */
@RestController
final class ProgressCallController {
  private static final String ALL = "/v1/accounts/{accountId}/progress-calls";
  private static final String ONE = ALL + "/{callId}";

  private final Things calls;

  ProgressCallController(Commands commands, Registers registers) {
    calls = new Things(commands, registers, Items.PROGRESS_CALLS, "callId");
  }

  @PostMapping(ALL)
  @Operation(summary = "Log or schedule a progress call")
  @Takes(LogProgressCall.class)
  @Takes(value = ScheduleProgressCall.class, where = "scheduled")
  @Gives(ProgressCall.class)
  ResponseEntity<byte[]> make(Ask<ProgressCallCommand> ask) {
    return calls.make(ask);
  }

  @PostMapping(ONE + "/log")
  @Operation(summary = "Log a scheduled progress call as held")
  @Gives(ProgressCall.class)
  ResponseEntity<byte[]> log(Ask<LogScheduledProgressCall> ask) {
    return calls.change(ask);
  }

  @PostMapping(ONE + "/no-show")
  @Operation(summary = "Record a no-show at a scheduled progress call")
  @Gives(ProgressCall.class)
  ResponseEntity<byte[]> miss(Ask<RecordProgressCallNoShow> ask) {
    return calls.change(ask);
  }

  @PostMapping(ONE + "/cancellation")
  @Operation(summary = "Cancel a scheduled progress call")
  @Gives(ProgressCall.class)
  ResponseEntity<byte[]> cancel(Ask<CancelProgressCall> ask) {
    return calls.change(ask);
  }

  @PostMapping(ONE + "/void")
  @Operation(summary = "Void a progress call logged by mistake")
  @Gives(ProgressCall.class)
  ResponseEntity<byte[]> correct(Ask<VoidProgressCall> ask) {
    return calls.change(ask);
  }

  @GetMapping(ALL)
  @Operation(operationId = "listProgressCalls", summary = "List an account's progress calls")
  @Gives(value = ProgressCall.class, list = true)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> list(@PathVariable String accountId, @Query Paging paging) {
    return calls.list(accountId, paging);
  }

  @GetMapping(ONE)
  @Operation(operationId = "getProgressCall", summary = "Get a progress call")
  @Gives(ProgressCall.class)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> one(@PathVariable String accountId, @PathVariable String callId) {
    return calls.one(accountId, callId);
  }
}

package org.entitlementledger.api.approval;

import io.swagger.v3.oas.annotations.Operation;
import org.entitlementledger.api.http.Ask;
import org.entitlementledger.api.http.Commands;
import org.entitlementledger.api.http.Gives;
import org.entitlementledger.api.http.KnownPeople;
import org.entitlementledger.api.http.Paging;
import org.entitlementledger.api.http.Query;
import org.entitlementledger.api.http.Registers;
import org.entitlementledger.api.http.Shows;
import org.entitlementledger.api.http.Things;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.approval.ApprovalCommand.ApprovePending;
import org.entitlementledger.core.approval.ApprovalCommand.RejectPending;
import org.entitlementledger.core.approval.Pending;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.register.RegisterQueries;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Commands that wait for another person. */
@RestController
final class ApprovalController {
  private static final String ALL = "/v1/accounts/{accountId}/approvals";
  private static final String ONE = ALL + "/{approvalId}";

  private final Commands commands;
  private final Registers registers;
  private final KnownPeople people;
  private final Things approvals;

  ApprovalController(Commands commands, Registers registers, KnownPeople people) {
    this.commands = commands;
    this.registers = registers;
    this.people = people;
    approvals = new Things(commands, registers, Items.APPROVALS, "approvalId");
  }

  @PostMapping(ONE + "/approval")
  @Operation(summary = "Approve a pending command: it runs at its own effective time")
  @Gives(Settled.class)
  ResponseEntity<byte[]> approve(Ask<ApprovePending> ask) {
    return commands.create(ask, receipt -> Settled.of(receipt, ask, registers, people));
  }

  @PostMapping(ONE + "/rejection")
  @Operation(summary = "Reject a pending command")
  @Gives(Pending.class)
  ResponseEntity<byte[]> reject(Ask<RejectPending> ask) {
    return approvals.change(ask);
  }

  @GetMapping(ALL)
  @Operation(
      operationId = "listApprovals",
      summary = "List an account's commands that needed approval")
  @Gives(value = Pending.class, list = true)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> list(@PathVariable String accountId, @Query Paging paging) {
    return approvals.list(accountId, paging);
  }

  @GetMapping(ONE)
  @Operation(operationId = "getApproval", summary = "Get a command that needed approval")
  @Gives(Pending.class)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> one(@PathVariable String accountId, @PathVariable String approvalId) {
    return approvals.one(accountId, approvalId);
  }
}

package org.entitlementledger.api.support;

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
import org.entitlementledger.core.support.SupportCommand.ChangeTicketSeverity;
import org.entitlementledger.core.support.SupportCommand.CloseTicket;
import org.entitlementledger.core.support.SupportCommand.OpenTicket;
import org.entitlementledger.core.support.SupportCommand.RespondToTicket;
import org.entitlementledger.core.support.Ticket;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.register.RegisterQueries;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Support tickets. */
@RestController
final class TicketController {
  private static final String ALL = "/v1/accounts/{accountId}/tickets";
  private static final String ONE = ALL + "/{ticketId}";

  private final Things tickets;

  TicketController(Commands commands, Registers registers) {
    tickets = new Things(commands, registers, Items.TICKETS, "ticketId");
  }

  @PostMapping(ALL)
  @Operation(summary = "Open a support ticket; of severity 2 its first response has a due time")
  @Gives(Ticket.class)
  ResponseEntity<byte[]> open(Ask<OpenTicket> ask) {
    return tickets.make(ask);
  }

  @PostMapping(ONE + "/first-response")
  @Operation(summary = "Record the first response to a support ticket")
  @Gives(Ticket.class)
  ResponseEntity<byte[]> respond(Ask<RespondToTicket> ask) {
    return tickets.change(ask);
  }

  @PostMapping(ONE + "/severity")
  @Operation(summary = "Change the severity of a support ticket")
  @Gives(Ticket.class)
  ResponseEntity<byte[]> change(Ask<ChangeTicketSeverity> ask) {
    return tickets.change(ask);
  }

  @PostMapping(ONE + "/closure")
  @Operation(summary = "Close a support ticket")
  @Gives(Ticket.class)
  ResponseEntity<byte[]> close(Ask<CloseTicket> ask) {
    return tickets.change(ask);
  }

  @GetMapping(ALL)
  @Operation(operationId = "listTickets", summary = "List an account's support tickets")
  @Gives(value = Ticket.class, list = true)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> list(@PathVariable String accountId, @Query Paging paging) {
    return tickets.list(accountId, paging);
  }

  @GetMapping(ONE)
  @Operation(operationId = "getTicket", summary = "Get a support ticket")
  @Gives(Ticket.class)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> one(@PathVariable String accountId, @PathVariable String ticketId) {
    return tickets.one(accountId, ticketId);
  }
}

package org.entitlementledger.core.support;

import java.util.List;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.ItemsById;
import org.entitlementledger.core.support.SupportCommand.ChangeTicketSeverity;
import org.entitlementledger.core.support.SupportCommand.CloseTicket;
import org.entitlementledger.core.support.SupportCommand.OpenTicket;
import org.entitlementledger.core.support.SupportCommand.RespondToTicket;
import org.pcollections.PMap;

/** The support tickets of one account (DOMAIN.md, "Life cycles": severity-2 ticket). */
public record Tickets(ItemsById<Ticket> items) {
  public static final String ENTITLEMENT = "sev2-support";
  public static final Tickets NONE = new Tickets(ItemsById.none("a ticket", "ticketId"));

  /** The same, by id. */
  public PMap<String, Ticket> byId() {
    return items.byId();
  }

  /** The rules of this capability. */
  public List<SupportEvent> decide(SupportCommand command, AccountState account, Context context) {
    var rules = new TicketRules(items, account, context);
    return List.of(
        switch (command) {
          case OpenTicket open -> rules.open(open);
          case RespondToTicket respond -> rules.respond(respond);
          case ChangeTicketSeverity change -> rules.change(change);
          case CloseTicket close -> rules.close(close);
        });
  }

  /** The tickets after an event. */
  public Tickets apply(SupportEvent event) {
    String id = event.ticketId();
    return new Tickets(items.with(Ticket.after(items.find(id), event)));
  }
}

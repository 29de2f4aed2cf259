package org.entitlementledger.core.support;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.catalogue.Kind;
import org.entitlementledger.core.catalogue.SupportLevel;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.ItemsById;
import org.entitlementledger.core.entitlement.NotEntitled;
import org.entitlementledger.core.entitlement.Standing;
import org.entitlementledger.core.entitlement.Standing.Entitled;
import org.entitlementledger.core.kernel.Lifecycle;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.support.SupportCommand.ChangeTicketSeverity;
import org.entitlementledger.core.support.SupportCommand.CloseTicket;
import org.entitlementledger.core.support.SupportCommand.OpenTicket;
import org.entitlementledger.core.support.SupportCommand.RespondToTicket;
import org.entitlementledger.core.support.SupportEvent.TicketClosed;
import org.entitlementledger.core.support.SupportEvent.TicketOpened;
import org.entitlementledger.core.support.SupportEvent.TicketResponded;
import org.entitlementledger.core.support.SupportEvent.TicketSeverityChanged;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/** The support tickets of one account (DOMAIN.md, "Life cycles": severity-2 ticket). */
public record Tickets(ItemsById<Ticket> items) {
  public static final String ENTITLEMENT = "sev2-support";
  public static final Tickets NONE = new Tickets(ItemsById.none("a ticket", "ticketId"));

  /** The severity that has coverage and a due time. */
  private static final int COVERED = 2;

  /** The same, by id. */
  public PMap<String, Ticket> byId() {
    return items.byId();
  }

  /** The rules of this capability. None of them moves quota or money: no entry is too late. */
  public List<SupportEvent> decide(SupportCommand command, Standing standing, Context context) {
    return List.of(
        switch (command) {
          case OpenTicket open -> open(open, standing, context);
          case RespondToTicket respond -> respond(respond, standing, context);
          case ChangeTicketSeverity change -> change(change, standing, context);
          case CloseTicket close -> close(close, standing, context);
        });
  }

  private TicketOpened open(OpenTicket command, Standing standing, Context context) {
    Instant openedAt = context.effectiveAt("openedAt", command.openedAt(), standing.zone());
    String ticketId = items.newId(command.ticketId(), context);
    context.refuseAhead(openedAt);
    standing.inForce(openedAt);
    return new TicketOpened(
        openedAt,
        ticketId,
        command.severity(),
        target(command.severity(), openedAt, standing, context));
  }

  /** What the contract in force promises then; null but for severity 2. */
  private static @Nullable Target target(
      int severity, Instant time, Standing standing, Context context) {
    if (severity != COVERED) {
      return null;
    }
    Entitled entitled = standing.promised(ENTITLEMENT, time);
    SupportLevel level =
        entitled.terms().kind() == Kind.SUPPORT
            ? entitled.terms().supportAt(time, standing.zone())
            : null;
    if (level == null) {
      throw NotEntitled.inThisWay(entitled, time, "it has no coverage for severity 2 at that time");
    }
    standing.requireRoles(entitled, time, context);
    return new Target(level.coverage(), level.firstResponse(), level.dueAfter(time));
  }

  private TicketResponded respond(RespondToTicket command, Standing standing, Context context) {
    Instant time = context.effectiveAt("respondedAt", command.respondedAt(), standing.zone());
    Ticket ticket = items.require(command.ticketId());
    refuseBefore(ticket.openedAt(), "respondedAt", time);
    context.refuseAhead(time);
    require(ticket, TicketStep.RESPOND, time, standing, context);
    Target then = ticket.targetAt(time);
    // what became severity 2 only after its response was answered in time
    Target target = then == null ? ticket.targetAt(context.now()) : then;
    return new TicketResponded(time, ticket.ticketId(), target == null ? null : target.metAt(time));
  }

  private TicketSeverityChanged change(
      ChangeTicketSeverity command, Standing standing, Context context) {
    Ticket ticket = items.require(command.ticketId());
    Instant time = context.effectiveAt(standing.zone());
    refuseBefore(ticket.severitySince(), "occurredAt", time);
    context.refuseAhead(time);
    Target target = target(command.severity(), time, standing, context);
    require(ticket, TicketStep.CHANGE_SEVERITY, time, standing, context);
    if (command.severity() == ticket.severity()) {
      throw refused(ticket, "the ticket has this severity already", time, standing, context)
          .with("severity", ticket.severity());
    }
    return new TicketSeverityChanged(time, ticket.ticketId(), command.severity(), target);
  }

  private TicketClosed close(CloseTicket command, Standing standing, Context context) {
    Ticket ticket = items.require(command.ticketId());
    Instant time = context.effectiveAt(standing.zone());
    Instant responded = ticket.respondedAt();
    Instant changed = ticket.severitySince();
    refuseBefore(
        responded != null && responded.isAfter(changed) ? responded : changed, "occurredAt", time);
    context.refuseAhead(time);
    require(ticket, TicketStep.CLOSE, time, standing, context);
    return new TicketClosed(time, ticket.ticketId());
  }

  private static void require(
      Ticket ticket, TicketStep step, Instant time, Standing standing, Context context) {
    if (!ticket.allowedAt(time).contains(step)) {
      throw refused(
          ticket, "the ticket allowed no " + step.key() + " at that time", time, standing, context);
    }
  }

  private static Refusal refused(
      Ticket ticket, String detail, Instant time, Standing standing, Context context) {
    var id = Map.<String, Object>of("ticketId", ticket.ticketId());
    String state = ticket.status(context.now(), standing.contracts());
    return new Lifecycle("a ticket", id, state, ticket.allowedAt(time)).refusal(detail);
  }

  private static void refuseBefore(Instant earliest, String field, Instant time) {
    if (time.isBefore(earliest)) {
      throw Refusal.invalid(field, "is before what it follows").with("earliest", earliest);
    }
  }

  /** The tickets after an event. */
  public Tickets apply(SupportEvent event) {
    String id = event.ticketId();
    return new Tickets(items.with(Ticket.after(items.find(id), event)));
  }
}

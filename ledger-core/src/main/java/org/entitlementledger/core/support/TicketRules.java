package org.entitlementledger.core.support;

import java.time.Instant;
import java.util.Map;
import org.entitlementledger.core.catalogue.Kind;
import org.entitlementledger.core.catalogue.SupportLevel;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.AccountState.Entitled;
import org.entitlementledger.core.entitlement.ItemsById;
import org.entitlementledger.core.entitlement.NotEntitled;
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

/**
 * The rules of support tickets (DOMAIN.md, "Life cycles": severity-2 ticket). None of them moves
 * quota or money: no entry is too late.
 */
record TicketRules(ItemsById<Ticket> tickets, AccountState account, Context context) {
  /** The severity that has coverage and a due time. */
  private static final int COVERED = 2;

  TicketOpened open(OpenTicket command) {
    Instant openedAt = context.effectiveAt("openedAt", command.openedAt(), account.zone());
    String ticketId = tickets.newId(command.ticketId(), context);
    context.refuseAhead(openedAt);
    account.inForce(openedAt);
    Target target = theContractCoversSeverity2(command.severity(), openedAt);
    return new TicketOpened(openedAt, ticketId, command.severity(), target);
  }

  TicketResponded respond(RespondToTicket command) {
    Instant time = context.effectiveAt("respondedAt", command.respondedAt(), account.zone());
    Ticket ticket = tickets.require(command.ticketId());
    nothingHappensBeforeWhatItFollows(ticket.openedAt(), "respondedAt", time);
    context.refuseAhead(time);
    theStateAtThatTimeAllows(TicketStep.RESPOND, ticket, time);
    return new TicketResponded(
        time, ticket.ticketId(), aResponseIsJudgedByItsOwnTime(ticket, time));
  }

  TicketSeverityChanged change(ChangeTicketSeverity command) {
    Ticket ticket = tickets.require(command.ticketId());
    Instant time = context.effectiveAt(account.zone());
    nothingHappensBeforeWhatItFollows(ticket.severitySince(), "occurredAt", time);
    context.refuseAhead(time);
    Target target = theContractCoversSeverity2(command.severity(), time);
    theStateAtThatTimeAllows(TicketStep.CHANGE_SEVERITY, ticket, time);
    aChangeIsToAnotherSeverity(command, ticket, time);
    return new TicketSeverityChanged(time, ticket.ticketId(), command.severity(), target);
  }

  TicketClosed close(CloseTicket command) {
    Ticket ticket = tickets.require(command.ticketId());
    Instant time = context.effectiveAt(account.zone());
    Instant responded = ticket.respondedAt();
    Instant changed = ticket.severitySince();
    Instant last = responded != null && responded.isAfter(changed) ? responded : changed;
    nothingHappensBeforeWhatItFollows(last, "occurredAt", time);
    context.refuseAhead(time);
    theStateAtThatTimeAllows(TicketStep.CLOSE, ticket, time);
    return new TicketClosed(time, ticket.ticketId());
  }

  /** What the contract in force promises then; null for any other severity. */
  private @Nullable Target theContractCoversSeverity2(int severity, Instant time) {
    if (severity != COVERED) {
      return null;
    }
    Entitled entitled = account.promised(Tickets.ENTITLEMENT, time);
    SupportLevel level =
        entitled.terms().kind() == Kind.SUPPORT
            ? entitled.terms().supportAt(time, account.zone())
            : null;
    if (level == null) {
      throw NotEntitled.inThisWay(entitled, time, "it has no coverage for severity 2 at that time");
    }
    account.rules(context).requireRoles(entitled, time);
    return new Target(level.coverage(), level.firstResponse(), level.dueAfter(time));
  }

  /** What became severity 2 only after its response was answered in time; null without a target. */
  private @Nullable Boolean aResponseIsJudgedByItsOwnTime(Ticket ticket, Instant time) {
    Target then = ticket.targetAt(time);
    Target target = then == null ? ticket.targetAt(context.now()) : then;
    return target == null ? null : target.metAt(time);
  }

  private static void nothingHappensBeforeWhatItFollows(
      Instant earliest, String field, Instant time) {
    if (time.isBefore(earliest)) {
      throw Refusal.invalid(field, "is before what it follows").with("earliest", earliest);
    }
  }

  private void theStateAtThatTimeAllows(TicketStep step, Ticket ticket, Instant time) {
    if (!ticket.allowedAt(time).contains(step)) {
      throw refused(ticket, "the ticket allowed no " + step.key() + " at that time", time);
    }
  }

  private void aChangeIsToAnotherSeverity(
      ChangeTicketSeverity command, Ticket ticket, Instant time) {
    if (command.severity() == ticket.severity()) {
      throw refused(ticket, "the ticket has this severity already", time)
          .with("severity", ticket.severity());
    }
  }

  private Refusal refused(Ticket ticket, String detail, Instant time) {
    var id = Map.<String, Object>of("ticketId", ticket.ticketId());
    String state = ticket.status(context.now(), account.contracts());
    return new Lifecycle("a ticket", id, state, ticket.allowedAt(time)).refusal(detail);
  }
}

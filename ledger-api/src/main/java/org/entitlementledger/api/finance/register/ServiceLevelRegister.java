package org.entitlementledger.api.finance.register;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.entitlementledger.api.finance.report.Column;
import org.entitlementledger.api.finance.report.Lines.Taker;
import org.entitlementledger.api.finance.report.Totals;
import org.entitlementledger.api.finance.report.Totals.Total;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.catalogue.SupportLevel.Coverage;
import org.entitlementledger.core.support.Target;
import org.entitlementledger.core.support.Ticket;
import org.entitlementledger.core.support.Ticket.SeverityFrom;
import org.entitlementledger.projections.register.StoredItem;
import org.jspecify.annotations.Nullable;

/** Lists tickets that were opened in the period, with what was promised and what was kept. */
final class ServiceLevelRegister implements Register<ServiceLevelLine> {
  private static final List<Column<ServiceLevelLine>> COLUMNS =
      List.of(
          Column.text("accountId", ServiceLevelLine::accountId),
          Column.text("ticketId", ServiceLevelLine::ticketId),
          Column.integer("severity", line -> (long) line.severity()),
          Column.instant("openedAt", ServiceLevelLine::openedAt),
          Column.text("coverage", line -> text(line.coverage())),
          Column.text("firstResponse", line -> text(line.firstResponse())),
          Column.instant("firstResponseDue", ServiceLevelLine::firstResponseDue),
          Column.instant("respondedAt", ServiceLevelLine::respondedAt),
          Column.flag("met", ServiceLevelLine::met));

  private ServiceLevelTotals totals = ServiceLevelTotals.NONE;

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  @Override
  public List<String> collections() {
    return List.of(Items.TICKETS);
  }

  @Override
  public List<Column<ServiceLevelLine>> columns() {
    return COLUMNS;
  }

  @Override
  public void account(
      RegisterAccount account,
      Iterator<StoredItem> items,
      ItemHistory history,
      Taker<ServiceLevelLine> taker)
      throws IOException {
    while (items.hasNext()) {
      StoredItem stored = items.next();
      var ticket = (Ticket) stored.item();
      if (account.knows(stored)
          && account.sees(ticket.openedAt())
          && account.covers(ticket.openedAt())) {
        ServiceLevelLine line = line(account.accountId(), ticket, account.asOf());
        taker.take(line);
        totals = totals.plus(line);
      }
    }
  }

  static ServiceLevelLine line(String accountId, Ticket ticket, Instant asOf) {
    SeverityFrom severity = ticket.severities().getFirst();
    for (SeverityFrom one : ticket.severities()) {
      severity = one.from().isAfter(asOf) ? severity : one;
    }
    Target target = severity.target();
    Instant answered = ticket.respondedAt();
    Instant respondedAt = answered == null || answered.isAfter(asOf) ? null : answered;
    Coverage coverage = target == null ? null : target.coverage();
    Duration firstResponse = target == null ? null : target.firstResponse();
    Instant due = target == null ? null : target.firstResponseDue();
    return new ServiceLevelLine(
        accountId,
        ticket.ticketId(),
        severity.severity(),
        ticket.openedAt(),
        coverage,
        firstResponse,
        due,
        respondedAt,
        respondedAt == null ? overdue(due, asOf) : met(ticket, respondedAt, asOf));
  }

  private static @Nullable Boolean overdue(@Nullable Instant due, Instant asOf) {
    return (due != null && asOf.isAfter(due)) ? false : null;
  }

  /** A severity that came after the response judges it anew, and not before it came. */
  private static @Nullable Boolean met(Ticket ticket, Instant respondedAt, Instant asOf) {
    if (!ticket.severities().getLast().from().isAfter(asOf)) {
      return ticket.met();
    }
    Boolean met = null;
    for (SeverityFrom one : ticket.severities()) {
      Target target = one.target();
      if (target == null && !one.from().isAfter(respondedAt)) {
        met = null;
      } else if (target != null && !one.from().isAfter(asOf)) {
        met = !respondedAt.isAfter(target.firstResponseDue());
      }
    }
    return met;
  }

  @Override
  public Totals totals() {
    return new Totals(
        totals,
        List.of(
            Total.count("met", "met", totals.met()),
            Total.count("breached", "met", totals.breached()),
            Total.count("pending", "met", totals.pending()),
            Total.count("untargeted", "met", totals.untargeted())));
  }
}

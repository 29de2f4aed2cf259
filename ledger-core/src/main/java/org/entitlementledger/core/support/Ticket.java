package org.entitlementledger.core.support;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.core.catalogue.SupportLevel.Coverage;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.support.SupportEvent.TicketClosed;
import org.entitlementledger.core.support.SupportEvent.TicketOpened;
import org.entitlementledger.core.support.SupportEvent.TicketResponded;
import org.entitlementledger.core.support.SupportEvent.TicketSeverityChanged;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePVector;

/**
 * One support ticket.
 *
 * @param coverage of severity 2 alone, as are the target and its due time
 * @param met whether the first response came in time; false without one once it is overdue; absent
 *     where none was promised
 * @param severities what it was from when on, in the order of time; never empty
 */
public record Ticket(
    String ticketId,
    int severity,
    Instant openedAt,
    @Nullable Coverage coverage,
    @Nullable Duration firstResponse,
    @Nullable Instant firstResponseDue,
    @Nullable Instant respondedAt,
    @Nullable Boolean met,
    @Nullable Instant closedAt,
    Instant occurredAt,
    List<SeverityFrom> severities)
    implements Item {

  /** A severity from an instant on. */
  public record SeverityFrom(int severity, Instant from, @Nullable Target target) {}

  @Override
  public String id() {
    return ticketId;
  }

  @Override
  public String status(Instant now, Contracts contracts) {
    if (closedAt != null) {
      return "closed";
    }
    return respondedAt == null ? "opened" : "responded";
  }

  @Override
  public Ticket seen(Instant now, Contracts contracts) {
    boolean overdue =
        respondedAt == null && firstResponseDue != null && now.isAfter(firstResponseDue);
    return overdue ? with(respondedAt, false, closedAt) : this;
  }

  /**
   * What could be done at {@code time}. A closed ticket still takes what happened before its
   * closure and is entered late.
   */
  List<TicketStep> allowedAt(Instant time) {
    boolean wasOpen = closedAt == null || time.isBefore(closedAt);
    var allowed = new ArrayList<TicketStep>();
    if (wasOpen && respondedAt == null) {
      allowed.add(TicketStep.RESPOND);
    }
    if (wasOpen) {
      allowed.add(TicketStep.CHANGE_SEVERITY);
    }
    if (closedAt == null) {
      allowed.add(TicketStep.CLOSE);
    }
    return List.copyOf(allowed);
  }

  /** When the present severity began. */
  Instant severitySince() {
    return severities.getLast().from();
  }

  /** What was promised at {@code time}; null where nothing was. */
  @Nullable Target targetAt(Instant time) {
    SeverityFrom found = severities.getFirst();
    for (SeverityFrom entry : severities) {
      found = entry.from().isAfter(time) ? found : entry;
    }
    return found.target();
  }

  /** The ticket after an event; {@code before} is null for a new one. */
  public static Ticket after(@Nullable Ticket before, SupportEvent event) {
    return switch (event) {
      case TicketOpened opened -> opened(opened);
      case TicketResponded responded ->
          known(before).with(responded.occurredAt(), responded.met(), known(before).closedAt);
      case TicketSeverityChanged changed -> known(before).changed(changed);
      case TicketClosed closed ->
          known(before).with(known(before).respondedAt, known(before).met, closed.occurredAt());
    };
  }

  private static Ticket known(@Nullable Ticket before) {
    return Objects.requireNonNull(before, "a ticket is opened first");
  }

  private static Ticket opened(TicketOpened event) {
    return new Ticket(
            event.ticketId(),
            event.severity(),
            event.occurredAt(),
            null,
            null,
            null,
            null,
            null,
            null,
            event.occurredAt(),
            List.of())
        .of(event.severity(), event.occurredAt(), event.target(), null);
  }

  /** A first response that there is already is judged by the new target. */
  private Ticket changed(TicketSeverityChanged event) {
    Target target = event.target();
    Instant answered = respondedAt;
    Boolean then =
        (target == null || answered == null) ? met : Boolean.valueOf(target.metAt(answered));
    return of(event.severity(), event.occurredAt(), target, then);
  }

  private Ticket of(int next, Instant from, @Nullable Target target, @Nullable Boolean metThen) {
    return new Ticket(
        ticketId,
        next,
        openedAt,
        target == null ? null : target.coverage(),
        target == null ? null : target.firstResponse(),
        target == null ? null : target.firstResponseDue(),
        respondedAt,
        metThen,
        closedAt,
        occurredAt,
        TreePVector.from(severities).plus(new SeverityFrom(next, from, target)));
  }

  private Ticket with(
      @Nullable Instant responded, @Nullable Boolean inTime, @Nullable Instant closed) {
    return new Ticket(
        ticketId,
        severity,
        openedAt,
        coverage,
        firstResponse,
        firstResponseDue,
        responded,
        inTime,
        closed,
        occurredAt,
        severities);
  }
}

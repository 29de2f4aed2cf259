package org.entitlementledger.core.support;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.kernel.StoredName;
import org.jspecify.annotations.Nullable;

/** What may have happened to support tickets. That one is overdue is no event. */
public sealed interface SupportEvent extends AccountEvent {
  String ticketId();

  @Override
  default List<String> itemIds() {
    return List.of(ticketId());
  }

  /**
   * A ticket is there.
   *
   * @param target absent but for severity 2
   */
  @StoredName("ticket-opened")
  record TicketOpened(Instant occurredAt, String ticketId, int severity, @Nullable Target target)
      implements SupportEvent {}

  /**
   * It had its first response.
   *
   * @param met whether it came by the due time; absent where there was none
   */
  @StoredName("ticket-responded")
  record TicketResponded(Instant occurredAt, String ticketId, @Nullable Boolean met)
      implements SupportEvent {}

  /**
   * It has another severity.
   *
   * @param target absent but for severity 2
   */
  @StoredName("ticket-severity-changed")
  record TicketSeverityChanged(
      Instant occurredAt, String ticketId, int severity, @Nullable Target target)
      implements SupportEvent {}

  /** It is closed. */
  @StoredName("ticket-closed")
  record TicketClosed(Instant occurredAt, String ticketId) implements SupportEvent {}
}

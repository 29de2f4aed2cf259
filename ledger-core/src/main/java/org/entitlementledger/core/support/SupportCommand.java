package org.entitlementledger.core.support;

import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.StoredName;
import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;

/** What one may ask about support tickets. */
public sealed interface SupportCommand extends AccountCommand {

  /**
   * Opens a ticket; of severity 2 its coverage and due time are pinned.
   *
   * @param severity 1 to 4
   */
  @StoredName("open-ticket")
  record OpenTicket(String accountId, @Nullable String ticketId, int severity, When openedAt)
      implements SupportCommand {
    public OpenTicket {
      Check.optionalId("ticketId", ticketId);
      checkSeverity(severity);
    }
  }

  /** Notes the first response. */
  @StoredName("respond-to-ticket")
  record RespondToTicket(String accountId, String ticketId, When respondedAt)
      implements SupportCommand {}

  /**
   * Changes the severity; a change to 2 pins coverage and due time as of the change.
   *
   * @param severity 1 to 4
   */
  @StoredName("change-ticket-severity")
  record ChangeTicketSeverity(String accountId, String ticketId, int severity)
      implements SupportCommand {
    public ChangeTicketSeverity {
      checkSeverity(severity);
    }
  }

  /** Closes a ticket for good. */
  @StoredName("close-ticket")
  record CloseTicket(String accountId, String ticketId) implements SupportCommand {}

  private static void checkSeverity(int severity) {
    if (severity < 1 || severity > 4) {
      throw Refusal.invalid("severity", "must be 1 to 4");
    }
  }
}

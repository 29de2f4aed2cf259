package org.entitlementledger.core.progresscall;

import java.util.List;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** What one may ask about progress calls. */
public sealed interface ProgressCallCommand extends AccountCommand {

  /**
   * Logs a call that was held, which consumes one in the window of its effective time.
   *
   * @param durationMinutes 1 to 1,440
   * @param attendees at most 1,000
   */
  record LogProgressCall(
      String accountId,
      @Nullable String callId,
      @Nullable Integer durationMinutes,
      @Nullable List<Person> attendees,
      @Nullable String summary)
      implements ProgressCallCommand {
    private static final int MINUTES_OF_A_DAY = 1_440;
    private static final int MOST_ATTENDEES = 1_000;

    public LogProgressCall {
      Check.optionalId("callId", callId);
      if (durationMinutes != null && (durationMinutes < 1 || durationMinutes > MINUTES_OF_A_DAY)) {
        throw Refusal.invalid("durationMinutes", "must be 1 to " + MINUTES_OF_A_DAY);
      }
      attendees = attendees == null ? List.of() : List.copyOf(attendees);
      if (attendees.size() > MOST_ATTENDEES) {
        throw Refusal.invalid("attendees", "may be at most " + MOST_ATTENDEES);
      }
      Check.optionalText("summary", summary);
    }

    @Override
    public List<Person> people() {
      return attendees == null ? List.of() : attendees;
    }
  }

  /**
   * Says that a call was not held as it was logged; the unit goes back to where it was drawn from.
   */
  record VoidProgressCall(String accountId, String callId) implements ProgressCallCommand {}
}

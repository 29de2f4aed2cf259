package org.entitlementledger.core.progresscall;

import java.util.List;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.MakesItem;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.StoredName;
import org.entitlementledger.core.session.Party;
import org.entitlementledger.core.session.SessionDetails;
import org.jspecify.annotations.Nullable;

/** What one may ask about progress calls. */
public sealed interface ProgressCallCommand extends AccountCommand {

  /**
   * Logs a call that was held without having been scheduled, which consumes one in the window of
   * its effective time.
   *
   * @param durationMinutes 1 to 1,440
   * @param attendees at most 1,000
   */
  @StoredName("log-progress-call")
  record LogProgressCall(
      String accountId,
      @Nullable String callId,
      @Nullable Integer durationMinutes,
      @Nullable List<Person> attendees,
      @Nullable String summary)
      implements ProgressCallCommand, MakesItem {
    public LogProgressCall {
      Check.optionalId("callId", callId);
      attendees = SessionDetails.check(durationMinutes, attendees, summary);
    }

    SessionDetails details() {
      return SessionDetails.of(durationMinutes, attendees, summary);
    }

    @Override
    public List<Person> people() {
      return attendees == null ? List.of() : attendees;
    }

    @Override
    public List<String> chosenIds() {
      return callId == null ? List.of() : List.of(callId);
    }
  }

  /**
   * Schedules a call for {@code occurredAt}, which may lie ahead; it consumes nothing yet.
   *
   * @param durationMinutes 1 to 1,440
   * @param attendees at most 1,000
   */
  @StoredName("schedule-progress-call")
  record ScheduleProgressCall(
      String accountId,
      @Nullable String callId,
      @Nullable Integer durationMinutes,
      @Nullable List<Person> attendees,
      @Nullable String summary)
      implements ProgressCallCommand, MakesItem {
    public ScheduleProgressCall {
      Check.optionalId("callId", callId);
      attendees = SessionDetails.check(durationMinutes, attendees, summary);
    }

    SessionDetails details() {
      return SessionDetails.of(durationMinutes, attendees, summary);
    }

    @Override
    public List<Person> people() {
      return attendees == null ? List.of() : attendees;
    }

    @Override
    public List<String> chosenIds() {
      return callId == null ? List.of() : List.of(callId);
    }
  }

  /**
   * Logs a scheduled call, as {@link LogProgressCall} does; what is left out stays as it was
   * scheduled, the time of the call too once it has passed.
   *
   * @param durationMinutes 1 to 1,440
   * @param attendees at most 1,000
   */
  @StoredName("log-scheduled-progress-call")
  record LogScheduledProgressCall(
      String accountId,
      String callId,
      @Nullable Integer durationMinutes,
      @Nullable List<Person> attendees,
      @Nullable String summary)
      implements ProgressCallCommand {
    public LogScheduledProgressCall {
      attendees = SessionDetails.check(durationMinutes, attendees, summary);
    }

    SessionDetails details() {
      return SessionDetails.of(durationMinutes, attendees, summary);
    }

    @Override
    public List<Person> people() {
      return attendees == null ? List.of() : attendees;
    }
  }

  /**
   * Says that a scheduled call was not held because somebody did not come; the terms decide whether
   * it consumes.
   *
   * @param by who did not come
   */
  @StoredName("record-progress-call-no-show")
  record RecordProgressCallNoShow(String accountId, String callId, Party by)
      implements ProgressCallCommand {}

  /** Cancels a scheduled call. */
  @StoredName("cancel-progress-call")
  record CancelProgressCall(String accountId, String callId) implements ProgressCallCommand {}

  /**
   * Says that a call was not held, or missed, as it was recorded; the unit goes back to where it
   * was drawn from. The reason is required.
   */
  @StoredName("void-progress-call")
  record VoidProgressCall(String accountId, String callId) implements ProgressCallCommand {}
}

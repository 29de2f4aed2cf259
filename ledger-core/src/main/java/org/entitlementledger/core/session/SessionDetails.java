package org.entitlementledger.core.session;

import java.util.List;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The details of a session other than its times; null for those that a command leaves out.
 *
 * @param durationMinutes 1 to 1,440
 * @param attendeeIds at most 1,000
 */
public record SessionDetails(
    @Nullable Integer durationMinutes,
    @Nullable List<String> attendeeIds,
    @Nullable String summary) {
  private static final int MINUTES_OF_A_DAY = 1_440;
  private static final int MOST_ATTENDEES = 1_000;

  /**
   * Checks the details of a command.
   *
   * @return the attendees, as an immutable list
   * @throws Refusal {@code validation}
   */
  public static @Nullable List<Person> check(
      @Nullable Integer durationMinutes,
      @Nullable List<Person> attendees,
      @Nullable String summary) {
    if (durationMinutes != null && (durationMinutes < 1 || durationMinutes > MINUTES_OF_A_DAY)) {
      throw Refusal.invalid("durationMinutes", "must be 1 to " + MINUTES_OF_A_DAY);
    }
    Check.optionalText("summary", summary);
    return Check.optionalList("attendees", attendees, MOST_ATTENDEES);
  }

  /** The details of a command, with the ids of its attendees. */
  public static SessionDetails of(
      @Nullable Integer durationMinutes,
      @Nullable List<Person> attendees,
      @Nullable String summary) {
    return new SessionDetails(
        durationMinutes,
        attendees == null ? null : attendees.stream().map(Person::id).toList(),
        summary);
  }

  /** These details, with those that are null taken from {@code before}. */
  public SessionDetails over(SessionDetails before) {
    return new SessionDetails(
        durationMinutes == null ? before.durationMinutes : durationMinutes,
        attendeeIds == null ? before.attendeeIds : attendeeIds,
        summary == null ? before.summary : summary);
  }

  /** The ids of the attendees; empty if unknown. */
  public List<String> attendees() {
    return attendeeIds == null ? List.of() : attendeeIds;
  }
}

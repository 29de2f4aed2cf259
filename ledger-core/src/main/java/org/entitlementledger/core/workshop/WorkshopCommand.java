package org.entitlementledger.core.workshop;

import java.util.List;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.MakesItem;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.StoredName;
import org.entitlementledger.core.session.Party;
import org.entitlementledger.core.session.SessionDetails;
import org.jspecify.annotations.Nullable;

/** What one may ask about workshops. */
public sealed interface WorkshopCommand extends AccountCommand {

  /**
   * Records a workshop that was held without having been scheduled, which consumes one in the
   * window of its effective time.
   *
   * @param acceleratorId the program that it belongs to
   * @param durationMinutes 1 to 1,440
   * @param attendees at most 1,000
   */
  @StoredName("deliver-workshop")
  record DeliverWorkshop(
      String accountId,
      @Nullable String workshopId,
      @Nullable String acceleratorId,
      @Nullable Integer durationMinutes,
      @Nullable List<Person> attendees,
      @Nullable String summary)
      implements WorkshopCommand, MakesItem {
    public DeliverWorkshop {
      Check.optionalId("workshopId", workshopId);
      Check.optionalId("acceleratorId", acceleratorId);
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
      return workshopId == null ? List.of() : List.of(workshopId);
    }
  }

  /**
   * Schedules a workshop for {@code occurredAt}, which may lie ahead; it consumes nothing yet.
   *
   * @param acceleratorId the program that it belongs to
   * @param durationMinutes 1 to 1,440
   * @param attendees at most 1,000
   */
  @StoredName("schedule-workshop")
  record ScheduleWorkshop(
      String accountId,
      @Nullable String workshopId,
      @Nullable String acceleratorId,
      @Nullable Integer durationMinutes,
      @Nullable List<Person> attendees,
      @Nullable String summary)
      implements WorkshopCommand, MakesItem {
    public ScheduleWorkshop {
      Check.optionalId("workshopId", workshopId);
      Check.optionalId("acceleratorId", acceleratorId);
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
      return workshopId == null ? List.of() : List.of(workshopId);
    }
  }

  /**
   * Records that a scheduled workshop was held, as {@link DeliverWorkshop} does; what is left out
   * stays as it was scheduled, the time of the workshop too once it has passed.
   *
   * @param durationMinutes 1 to 1,440
   * @param attendees at most 1,000
   */
  @StoredName("deliver-scheduled-workshop")
  record DeliverScheduledWorkshop(
      String accountId,
      String workshopId,
      @Nullable Integer durationMinutes,
      @Nullable List<Person> attendees,
      @Nullable String summary)
      implements WorkshopCommand {
    public DeliverScheduledWorkshop {
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
   * Says that a scheduled workshop was not held because somebody did not come; the terms decide
   * whether it consumes.
   *
   * @param by who did not come
   */
  @StoredName("record-workshop-no-show")
  record RecordWorkshopNoShow(String accountId, String workshopId, Party by)
      implements WorkshopCommand {}

  /** Cancels a scheduled workshop. */
  @StoredName("cancel-workshop")
  record CancelWorkshop(String accountId, String workshopId) implements WorkshopCommand {}

  /**
   * Says that a workshop was not held, or missed, as it was recorded; the unit goes back to where
   * it was drawn from. The reason is required.
   */
  @StoredName("void-workshop")
  record VoidWorkshop(String accountId, String workshopId) implements WorkshopCommand {}
}

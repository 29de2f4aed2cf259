package org.entitlementledger.core.workshop;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.session.Party;
import org.entitlementledger.core.session.Session;
import org.entitlementledger.core.session.SessionState;
import org.entitlementledger.core.workshop.WorkshopEvent.WorkshopCancelled;
import org.entitlementledger.core.workshop.WorkshopEvent.WorkshopDelivered;
import org.entitlementledger.core.workshop.WorkshopEvent.WorkshopNoShowRecorded;
import org.entitlementledger.core.workshop.WorkshopEvent.WorkshopScheduled;
import org.entitlementledger.core.workshop.WorkshopEvent.WorkshopVoided;
import org.jspecify.annotations.Nullable;

/**
 * One workshop.
 *
 * @param acceleratorId the program that it belongs to
 * @param by who did not come, of a no-show
 */
public record Workshop(
    String workshopId,
    @Nullable String acceleratorId,
    Instant occurredAt,
    @Nullable Instant scheduledAt,
    @Nullable Integer durationMinutes,
    List<String> attendeeIds,
    @Nullable String summary,
    SessionState state,
    @Nullable Party by,
    @Nullable Instant arrangedAt,
    List<Movement> draws)
    implements Session {
  @Override
  public String id() {
    return workshopId;
  }

  /** The workshop after an event; {@code before} is null for a new one. */
  public static Workshop after(@Nullable Workshop before, WorkshopEvent event) {
    return switch (event) {
      case WorkshopScheduled scheduled -> scheduled(scheduled);
      case WorkshopDelivered delivered -> delivered(before, delivered);
      case WorkshopNoShowRecorded missed ->
          known(before)
              .in(SessionState.NO_SHOW, missed.occurredAt(), missed.by(), missed.movements());
      case WorkshopCancelled cancelled -> known(before).in(SessionState.CANCELLED);
      case WorkshopVoided voided -> known(before).in(SessionState.VOIDED);
    };
  }

  private static Workshop known(@Nullable Workshop before) {
    return Objects.requireNonNull(before, "a workshop is scheduled or delivered first");
  }

  private static Workshop scheduled(WorkshopScheduled event) {
    return new Workshop(
        event.workshopId(),
        event.acceleratorId(),
        event.scheduledAt(),
        event.scheduledAt(),
        event.durationMinutes(),
        event.attendeeIds(),
        event.summary(),
        SessionState.SCHEDULED,
        null,
        event.occurredAt(),
        List.of());
  }

  private static Workshop delivered(@Nullable Workshop before, WorkshopDelivered event) {
    return new Workshop(
        event.workshopId(),
        event.acceleratorId(),
        event.occurredAt(),
        before == null ? null : before.scheduledAt,
        event.durationMinutes(),
        event.attendeeIds(),
        event.summary(),
        SessionState.DELIVERED,
        null,
        before == null ? null : before.arrangedAt,
        event.movements());
  }

  private Workshop in(SessionState next) {
    return in(next, occurredAt, by, draws);
  }

  private Workshop in(
      SessionState next, Instant time, @Nullable Party absent, List<Movement> drawn) {
    return new Workshop(
        workshopId,
        acceleratorId,
        time,
        scheduledAt,
        durationMinutes,
        attendeeIds,
        summary,
        next,
        absent,
        arrangedAt,
        drawn);
  }
}

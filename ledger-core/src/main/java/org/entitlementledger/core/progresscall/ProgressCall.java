package org.entitlementledger.core.progresscall;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallCancelled;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallLogged;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallNoShowRecorded;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallScheduled;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallVoided;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.session.Party;
import org.entitlementledger.core.session.Session;
import org.entitlementledger.core.session.SessionState;
import org.jspecify.annotations.Nullable;

/**
 * One call.
 *
 * @param by who did not come, of a no-show
 */
public record ProgressCall(
    String callId,
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
    return callId;
  }

  /** The call after an event; {@code before} is null for a new one. */
  public static ProgressCall after(@Nullable ProgressCall before, ProgressCallEvent event) {
    return switch (event) {
      case ProgressCallScheduled scheduled -> scheduled(scheduled);
      case ProgressCallLogged logged -> logged(before, logged);
      case ProgressCallNoShowRecorded missed ->
          known(before)
              .in(SessionState.NO_SHOW, missed.occurredAt(), missed.by(), missed.movements());
      case ProgressCallCancelled cancelled -> known(before).in(SessionState.CANCELLED);
      case ProgressCallVoided voided -> known(before).in(SessionState.VOIDED);
    };
  }

  private static ProgressCall known(@Nullable ProgressCall before) {
    return Objects.requireNonNull(before, "a call is scheduled or logged first");
  }

  private static ProgressCall scheduled(ProgressCallScheduled event) {
    return new ProgressCall(
        event.callId(),
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

  private static ProgressCall logged(@Nullable ProgressCall before, ProgressCallLogged event) {
    return new ProgressCall(
        event.callId(),
        event.occurredAt(),
        before == null ? null : before.scheduledAt,
        event.durationMinutes(),
        event.attendeeIds(),
        event.summary(),
        SessionState.LOGGED,
        null,
        before == null ? null : before.arrangedAt,
        event.movements());
  }

  private ProgressCall in(SessionState next) {
    return in(next, occurredAt, by, draws);
  }

  private ProgressCall in(
      SessionState next, Instant time, @Nullable Party absent, List<Movement> drawn) {
    return new ProgressCall(
        callId,
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

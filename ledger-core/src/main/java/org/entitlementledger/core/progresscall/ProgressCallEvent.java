package org.entitlementledger.core.progresscall;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.kernel.StoredName;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.entitlementledger.core.session.Party;
import org.jspecify.annotations.Nullable;

/** What may have happened to progress calls. Attendees are named by their ids alone. */
public sealed interface ProgressCallEvent extends AccountEvent {
  String callId();

  @Override
  default List<String> itemIds() {
    return List.of(callId());
  }

  /**
   * A call has a time.
   *
   * @param scheduledAt when it is to be held
   */
  @StoredName("progress-call-scheduled")
  record ProgressCallScheduled(
      Instant occurredAt,
      String callId,
      Instant scheduledAt,
      @Nullable Integer durationMinutes,
      List<String> attendeeIds,
      @Nullable String summary)
      implements ProgressCallEvent {}

  /** A call was held, scheduled before or not. */
  @StoredName("progress-call-logged")
  record ProgressCallLogged(
      Instant occurredAt,
      String callId,
      @Nullable Integer durationMinutes,
      List<String> attendeeIds,
      @Nullable String summary,
      List<Movement> movements)
      implements ProgressCallEvent, MovesQuota {}

  /**
   * A scheduled call was not held.
   *
   * @param by who did not come
   * @param movements none where it consumes nothing
   */
  @StoredName("progress-call-no-show-recorded")
  record ProgressCallNoShowRecorded(
      Instant occurredAt, String callId, Party by, List<Movement> movements)
      implements ProgressCallEvent, MovesQuota {}

  /** A scheduled call will not be held. */
  @StoredName("progress-call-cancelled")
  record ProgressCallCancelled(Instant occurredAt, String callId) implements ProgressCallEvent {}

  /** A call did not happen as it was recorded. It takes effect when what it corrects did. */
  @StoredName("progress-call-voided")
  record ProgressCallVoided(Instant occurredAt, String callId, List<Movement> movements)
      implements ProgressCallEvent, MovesQuota {}
}

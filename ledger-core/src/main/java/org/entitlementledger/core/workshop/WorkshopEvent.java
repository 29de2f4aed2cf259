package org.entitlementledger.core.workshop;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.kernel.StoredName;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.entitlementledger.core.session.Party;
import org.jspecify.annotations.Nullable;

/** What may have happened to workshops. Attendees are named by their ids alone. */
public sealed interface WorkshopEvent extends AccountEvent {
  String workshopId();

  @Override
  default List<String> itemIds() {
    return List.of(workshopId());
  }

  /**
   * A workshop has a time.
   *
   * @param acceleratorId the program that it belongs to
   * @param scheduledAt when it is to be held
   */
  @StoredName("workshop-scheduled")
  record WorkshopScheduled(
      Instant occurredAt,
      String workshopId,
      @Nullable String acceleratorId,
      Instant scheduledAt,
      @Nullable Integer durationMinutes,
      List<String> attendeeIds,
      @Nullable String summary)
      implements WorkshopEvent {}

  /**
   * A workshop was held, scheduled before or not.
   *
   * @param acceleratorId the program that it belongs to
   */
  @StoredName("workshop-delivered")
  record WorkshopDelivered(
      Instant occurredAt,
      String workshopId,
      @Nullable String acceleratorId,
      @Nullable Integer durationMinutes,
      List<String> attendeeIds,
      @Nullable String summary,
      List<Movement> movements)
      implements WorkshopEvent, MovesQuota {}

  /**
   * A scheduled workshop was not held.
   *
   * @param by who did not come
   * @param movements none where it consumes nothing
   */
  @StoredName("workshop-no-show-recorded")
  record WorkshopNoShowRecorded(
      Instant occurredAt, String workshopId, Party by, List<Movement> movements)
      implements WorkshopEvent, MovesQuota {}

  /** A scheduled workshop will not be held. */
  @StoredName("workshop-cancelled")
  record WorkshopCancelled(Instant occurredAt, String workshopId) implements WorkshopEvent {}

  /** A workshop did not happen as it was recorded. It takes effect when what it corrects did. */
  @StoredName("workshop-voided")
  record WorkshopVoided(Instant occurredAt, String workshopId, List<Movement> movements)
      implements WorkshopEvent, MovesQuota {}
}

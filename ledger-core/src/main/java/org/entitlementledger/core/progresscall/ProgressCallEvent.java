package org.entitlementledger.core.progresscall;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.jspecify.annotations.Nullable;

/** What may have happened to progress calls. Attendees are named by their ids alone. */
public sealed interface ProgressCallEvent extends AccountEvent, MovesQuota {
  String callId();

  @Override
  default List<String> itemIds() {
    return List.of(callId());
  }

  /** A call was held. */
  record ProgressCallLogged(
      Instant occurredAt,
      String callId,
      @Nullable Integer durationMinutes,
      List<String> attendeeIds,
      @Nullable String summary,
      List<Movement> movements)
      implements ProgressCallEvent {}

  /** A call was not held as it was logged. It takes effect when what it corrects did. */
  record ProgressCallVoided(Instant occurredAt, String callId, List<Movement> movements)
      implements ProgressCallEvent {}
}

package org.entitlementledger.core.advisory;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.kernel.StoredName;
import org.jspecify.annotations.Nullable;

/** What may have happened to advisory activities. Attendees are named by their ids alone. */
public sealed interface AdvisoryEvent extends AccountEvent {
  String activityId();

  @Override
  default List<String> itemIds() {
    return List.of(activityId());
  }

  /** Something was done for the customer. */
  @StoredName("advisory-activity-recorded")
  record AdvisoryActivityRecorded(
      Instant occurredAt,
      String activityId,
      AdvisoryKind kind,
      @Nullable String summary,
      List<String> attendeeIds)
      implements AdvisoryEvent {}
}

package org.entitlementledger.core.advisory;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.advisory.AdvisoryEvent.AdvisoryActivityRecorded;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.Item;
import org.jspecify.annotations.Nullable;

/**
 * One activity; once recorded it does not change.
 *
 * @param occurredAt when it was done
 */
public record AdvisoryActivity(
    String activityId,
    Instant occurredAt,
    AdvisoryKind kind,
    @Nullable String summary,
    List<String> attendeeIds)
    implements Item {
  @Override
  public String id() {
    return activityId;
  }

  @Override
  public String status(Instant now, Contracts contracts) {
    return "recorded";
  }

  /** The activity after an event. */
  public static AdvisoryActivity after(AdvisoryEvent event) {
    return switch (event) {
      case AdvisoryActivityRecorded recorded ->
          new AdvisoryActivity(
              recorded.activityId(),
              recorded.occurredAt(),
              recorded.kind(),
              recorded.summary(),
              recorded.attendeeIds());
    };
  }
}

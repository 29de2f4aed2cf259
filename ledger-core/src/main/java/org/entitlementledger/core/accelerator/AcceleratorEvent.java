package org.entitlementledger.core.accelerator;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;

/** What may have happened to accelerators. */
public sealed interface AcceleratorEvent extends AccountEvent {
  String acceleratorId();

  @Override
  default List<String> itemIds() {
    return List.of(acceleratorId());
  }

  /**
   * A program runs.
   *
   * @param plannedEnd the day after its last, in the account's zone
   */
  record AcceleratorStarted(
      Instant occurredAt,
      String acceleratorId,
      String theme,
      String goal,
      LocalDate startsOn,
      LocalDate plannedEnd,
      List<Movement> movements)
      implements AcceleratorEvent, MovesQuota {}
}

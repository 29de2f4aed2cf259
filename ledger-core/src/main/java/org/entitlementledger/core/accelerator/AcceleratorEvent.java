package org.entitlementledger.core.accelerator;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.accelerator.WeeklyCheck.Health;
import org.entitlementledger.core.kernel.StoredName;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.jspecify.annotations.Nullable;

/**
 * What may have happened to accelerators. That the end of a term pauses one, and that the time of
 * its hold is over, are no events.
 */
public sealed interface AcceleratorEvent extends AccountEvent {
  String acceleratorId();

  @Override
  default List<String> itemIds() {
    return List.of(acceleratorId());
  }

  /**
   * Somebody asked for a program; one unit is held.
   *
   * @param startsOn the day on which it is to start, where that is known
   */
  @StoredName("accelerator-requested")
  record AcceleratorRequested(
      Instant occurredAt,
      String acceleratorId,
      String theme,
      String goal,
      @Nullable LocalDate startsOn,
      List<Movement> movements)
      implements AcceleratorEvent, MovesQuota {}

  /** Its start is planned for a day. */
  @StoredName("accelerator-scheduled")
  record AcceleratorScheduled(Instant occurredAt, String acceleratorId, LocalDate startsOn)
      implements AcceleratorEvent {}

  /**
   * A program runs.
   *
   * @param plannedEnd the day after its last, in the account's zone
   * @param returnsBefore the first day on which a cancellation by the customer gives nothing back
   * @param movements what it draws, after the release of what was held for it
   */
  @StoredName("accelerator-started")
  record AcceleratorStarted(
      Instant occurredAt,
      String acceleratorId,
      String theme,
      String goal,
      LocalDate startsOn,
      LocalDate plannedEnd,
      LocalDate returnsBefore,
      List<Movement> movements)
      implements AcceleratorEvent, MovesQuota {}

  /** It is interrupted. */
  @StoredName("accelerator-paused")
  record AcceleratorPaused(Instant occurredAt, String acceleratorId) implements AcceleratorEvent {}

  /**
   * It goes on.
   *
   * @param pausedAt when the pause began, by a command or by the end of a term
   * @param plannedEnd moved by the whole pause
   */
  @StoredName("accelerator-resumed")
  record AcceleratorResumed(
      Instant occurredAt, String acceleratorId, Instant pausedAt, LocalDate plannedEnd)
      implements AcceleratorEvent {}

  /** How it stood in one of its weeks. */
  @StoredName("accelerator-checked")
  record AcceleratorChecked(
      Instant occurredAt, String acceleratorId, int week, Health status, @Nullable String note)
      implements AcceleratorEvent {}

  /** It has reached something on its way. */
  @StoredName("milestone-reached")
  record MilestoneReached(
      Instant occurredAt,
      String acceleratorId,
      String title,
      LocalDate reachedOn,
      @Nullable String note)
      implements AcceleratorEvent {}

  /** It is over, with what came of it. */
  @StoredName("accelerator-completed")
  record AcceleratorCompleted(
      Instant occurredAt, String acceleratorId, LocalDate completedOn, List<Outcome> outcomes)
      implements AcceleratorEvent {}

  /** It was given up. What was held for it is free again; what it drew is returned, or nothing. */
  @StoredName("accelerator-cancelled")
  record AcceleratorCancelled(
      Instant occurredAt,
      String acceleratorId,
      LocalDate cancelledOn,
      Cause cause,
      List<Movement> movements)
      implements AcceleratorEvent, MovesQuota {}
}

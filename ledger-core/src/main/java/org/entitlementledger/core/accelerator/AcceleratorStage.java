package org.entitlementledger.core.accelerator;

import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.quota.Movement;
import org.jspecify.annotations.Nullable;

/** How far a program has come, with what is known at that stage alone. */
public sealed interface AcceleratorStage {

  /** It has not ended. */
  sealed interface Open extends AcceleratorStage {}

  /**
   * It was requested, and has not started.
   *
   * @param startsOn the day for which it is planned
   */
  record Planned(@Nullable LocalDate startsOn) implements Open {}

  /** It has started; it may be paused. */
  record Running(Run run) implements Open {}

  /** It has reached its end. */
  record Completed(Run run, LocalDate completedOn, List<Outcome> outcomes)
      implements AcceleratorStage {}

  /** It was given up, before its start or after it. */
  record Cancelled(Open before, LocalDate cancelledOn, Cause cause) implements AcceleratorStage {}

  /**
   * What follows from a start.
   *
   * @param plannedEnd the day after the last
   * @param returnsBefore the first day on which a cancellation by the customer gives nothing back
   * @param draws what the program drew, for its cancellation
   */
  record Run(
      LocalDate startsOn, LocalDate plannedEnd, LocalDate returnsBefore, List<Movement> draws) {
    Run endingOn(LocalDate end) {
      return new Run(startsOn, end, returnsBefore, draws);
    }
  }

  /** What followed from its start; null where it has not started. */
  default @Nullable Run run() {
    return switch (this) {
      case Planned planned -> null;
      case Running running -> running.run;
      case Completed completed -> completed.run;
      case Cancelled cancelled -> cancelled.before.run();
    };
  }

  /** The day of its start, planned or real; null where it has none yet. */
  default @Nullable LocalDate startsOn() {
    return switch (this) {
      case Planned planned -> planned.startsOn;
      case Running running -> running.run.startsOn;
      case Completed completed -> completed.run.startsOn;
      case Cancelled cancelled -> cancelled.before.startsOn();
    };
  }
}

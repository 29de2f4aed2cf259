package org.entitlementledger.core.accelerator;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.entitlementledger.core.accelerator.Accelerator.State;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.kernel.Lifecycle;
import org.entitlementledger.core.kernel.Refusal;

/** Checks the time of a step: the program's state then must allow it and must have begun. */
record AcceleratorMoment(Accelerator program, AccountState account) {

  /**
   * The time of a step at an exact time.
   *
   * @throws Refusal {@code validation} before the state began
   */
  Instant at(Instant time) {
    if (time.isBefore(program.since())) {
      throw early("occurredAt");
    }
    return time;
  }

  /**
   * The time of a step on a day: the day's start, or the start of the state if that is later on the
   * same day.
   *
   * @param time the day's, as the command has it
   * @throws Refusal {@code validation} on a day before the state began
   */
  Instant onDay(String field, LocalDate day, Instant time) {
    if (day.isBefore(account.zone().dayOf(program.since()))) {
      throw early(field);
    }
    return time.isBefore(program.since()) ? program.since() : time;
  }

  /**
   * Requires the state that the program had at {@code time} to allow a step.
   *
   * @throws Refusal {@code invalid-transition}
   */
  void require(Instant time, AcceleratorStep step) {
    State state = program.stateAt(time, account.contracts());
    var id = Map.<String, Object>of("acceleratorId", program.acceleratorId());
    var then = new Lifecycle("an accelerator", id, state.key(), state.allowed());
    if (!state.allowed().contains(step)) {
      throw then.refusal(
          "the accelerator's state at that time, %s, allows no %s"
              .formatted(state.key(), step.key()));
    }
  }

  private Refusal early(String field) {
    return Refusal.invalid(field, "is before the accelerator was " + program.state().key())
        .with("earliest", program.since());
  }
}

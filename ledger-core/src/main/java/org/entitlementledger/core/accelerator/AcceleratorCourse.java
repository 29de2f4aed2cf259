package org.entitlementledger.core.accelerator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.core.accelerator.Accelerator.State;
import org.entitlementledger.core.accelerator.AcceleratorCommand.CancelAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.CheckAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.CompleteAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.PauseAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.ReachMilestone;
import org.entitlementledger.core.accelerator.AcceleratorCommand.ResumeAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorCancelled;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorChecked;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorCompleted;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorPaused;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorResumed;
import org.entitlementledger.core.accelerator.AcceleratorEvent.MilestoneReached;
import org.entitlementledger.core.accelerator.AcceleratorStage.Run;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.ItemsById;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.quota.Movement;
import org.jspecify.annotations.Nullable;

/** The rules of a program's course and of its end (DOMAIN.md, "Life cycles": accelerator). */
record AcceleratorCourse(ItemsById<Accelerator> programs, AccountState account, Context context) {
  private static final int DAYS_PER_WEEK = 7;

  AcceleratorPaused pause(PauseAccelerator command) {
    Accelerator program = programs.require(command.acceleratorId());
    Instant time = moment(program).at(context.effectiveAt(zone()));
    context.refuseAhead(time);
    moment(program).require(time, AcceleratorStep.PAUSE);
    return new AcceleratorPaused(time, program.acceleratorId());
  }

  AcceleratorResumed resume(ResumeAccelerator command) {
    Accelerator program = programs.require(command.acceleratorId());
    Instant time = moment(program).at(context.effectiveAt(zone()));
    context.refuseAhead(time);
    account.inForce(time);
    moment(program).require(time, AcceleratorStep.RESUME);
    Instant pausedAt =
        program.state() == State.PAUSED
            ? program.since()
            : account.contracts().endOfCover(program.since());
    long days = ChronoUnit.DAYS.between(zone().dayOf(pausedAt), zone().dayOf(time));
    Run run = Objects.requireNonNull(program.stage().run(), "a paused program has started");
    return new AcceleratorResumed(
        time, program.acceleratorId(), pausedAt, run.plannedEnd().plusDays(days));
  }

  AcceleratorChecked check(CheckAccelerator command) {
    Instant time = context.effectiveAt(zone());
    Accelerator program = programs.require(command.acceleratorId());
    aCheckIsOfAWeekOfTheProgram(program, command.week(), time);
    aWeekIsCheckedOnce(program, command.week());
    whatIsNotedMayBeToldLater(program, time, AcceleratorStep.CHECK);
    return new AcceleratorChecked(
        time, program.acceleratorId(), command.week(), command.status(), command.note());
  }

  /** The program's weeks are the planned ones, or more if it has run longer. */
  private void aCheckIsOfAWeekOfTheProgram(Accelerator program, int week, Instant time) {
    Run run = program.stage().run();
    if (run == null) {
      return;
    }
    LocalDate today = zone().dayOf(time);
    LocalDate end = today.isBefore(run.plannedEnd()) ? run.plannedEnd() : today.plusDays(1);
    long days = ChronoUnit.DAYS.between(run.startsOn(), end);
    long weeks = Math.ceilDiv(days, DAYS_PER_WEEK);
    if (week > weeks) {
      throw Refusal.invalid("week", "must be 1 to " + weeks).with("weeks", weeks);
    }
  }

  private static void aWeekIsCheckedOnce(Accelerator program, int week) {
    if (program.checks().stream().anyMatch(check -> check.week() == week)) {
      throw Refusal.of(Problem.DUPLICATE, "this week has been checked already")
          .with("acceleratorId", program.acceleratorId())
          .with("week", week);
    }
  }

  MilestoneReached reach(ReachMilestone command) {
    Instant time = onDay("reachedOn", command.reachedOn());
    Accelerator program = programs.require(command.acceleratorId());
    whatIsNotedMayBeToldLater(program, time, AcceleratorStep.REACH_MILESTONE);
    return new MilestoneReached(
        time,
        program.acceleratorId(),
        command.title(),
        command.reachedOn() == null ? zone().dayOf(time) : command.reachedOn(),
        command.note());
  }

  /** The program ran at that time or began on that day, whatever its present state. */
  private void whatIsNotedMayBeToldLater(Accelerator program, Instant time, AcceleratorStep step) {
    context.refuseAhead(time);
    moment(program).require(notBeforeTheStartOfThatDay(program, time), step);
  }

  /** The program counts as running on the whole day of its start. */
  private Instant notBeforeTheStartOfThatDay(Accelerator program, Instant time) {
    Instant started = program.startedAt();
    if (started == null || !time.isBefore(started)) {
      return time;
    }
    boolean sameDay = zone().dayOf(time).equals(zone().dayOf(started));
    return sameDay ? started : time;
  }

  AcceleratorCompleted complete(CompleteAccelerator command) {
    Instant day = onDay("completedOn", command.completedOn());
    Accelerator program = programs.require(command.acceleratorId());
    Instant time = moment(program).onDay("completedOn", command.completedOn(), day);
    context.refuseAhead(day);
    moment(program).require(time, AcceleratorStep.COMPLETE);
    return new AcceleratorCompleted(
        time, program.acceleratorId(), command.completedOn(), command.results());
  }

  AcceleratorCancelled cancel(CancelAccelerator command) {
    context.requireReason();
    Instant day = onDay("cancelledOn", command.cancelledOn());
    Accelerator program = programs.require(command.acceleratorId());
    Instant time = moment(program).onDay("cancelledOn", command.cancelledOn(), day);
    context.refuseAhead(day);
    moment(program).require(time, AcceleratorStep.CANCEL);
    return new AcceleratorCancelled(
        time,
        program.acceleratorId(),
        command.cancelledOn(),
        command.cause(),
        aCancellationGivesBack(program, command, time));
  }

  /** Before the start the hold is released; after it the unit is returned or not. */
  private List<Movement> aCancellationGivesBack(
      Accelerator program, CancelAccelerator command, Instant time) {
    Run run = program.stage().run();
    if (run == null) {
      return AcceleratorHold.release(program, time, account, context);
    }
    return command.cause().returnsUnit(command.cancelledOn(), run.returnsBefore())
        ? account.rules(context).returned(run.draws(), time)
        : List.of();
  }

  private Instant onDay(String field, @Nullable LocalDate day) {
    return context.effectiveAt(field, day == null ? null : new When.On(day), zone());
  }

  private AcceleratorMoment moment(Accelerator program) {
    return new AcceleratorMoment(program, account);
  }

  private AccountZone zone() {
    return account.zone();
  }
}

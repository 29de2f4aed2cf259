package org.entitlementledger.core.json;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.accelerator.Accelerator;
import org.entitlementledger.core.accelerator.Accelerator.StateFrom;
import org.entitlementledger.core.accelerator.AcceleratorStage;
import org.entitlementledger.core.accelerator.AcceleratorStage.Cancelled;
import org.entitlementledger.core.accelerator.AcceleratorStage.Completed;
import org.entitlementledger.core.accelerator.AcceleratorStage.Open;
import org.entitlementledger.core.accelerator.AcceleratorStage.Planned;
import org.entitlementledger.core.accelerator.AcceleratorStage.Run;
import org.entitlementledger.core.accelerator.AcceleratorStage.Running;
import org.entitlementledger.core.accelerator.Cause;
import org.entitlementledger.core.accelerator.Milestone;
import org.entitlementledger.core.accelerator.Outcome;
import org.entitlementledger.core.accelerator.WeeklyCheck;
import org.entitlementledger.core.quota.Movement;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.util.StdConverter;

/**
 * A program as rows and answers have it.
 *
 * @param startsOn the day of its start, planned or real
 * @param plannedEnd the day after its last; absent before its start
 * @param occurredAt when it was asked for, or started without that
 * @param history its states in the order of their times; never empty
 * @param returnsBefore the first day on which a cancellation by the customer gives nothing back
 * @param draws what it drew, for its cancellation
 */
public record AcceleratorForm(
    String acceleratorId,
    String theme,
    String goal,
    @Nullable LocalDate startsOn,
    @Nullable LocalDate plannedEnd,
    List<WeeklyCheck> checks,
    List<Milestone> milestones,
    @Nullable LocalDate completedOn,
    List<Outcome> outcomes,
    @Nullable LocalDate cancelledOn,
    @Nullable Cause cause,
    Instant occurredAt,
    List<StateFrom> history,
    @Nullable LocalDate returnsBefore,
    List<Movement> draws) {

  private static AcceleratorForm of(Accelerator program) {
    AcceleratorStage stage = program.stage();
    Run run = stage.run();
    return new AcceleratorForm(
        program.acceleratorId(),
        program.theme(),
        program.goal(),
        stage.startsOn(),
        run == null ? null : run.plannedEnd(),
        program.checks(),
        program.milestones(),
        stage instanceof Completed completed ? completed.completedOn() : null,
        stage instanceof Completed completed ? completed.outcomes() : List.of(),
        stage instanceof Cancelled cancelled ? cancelled.cancelledOn() : null,
        stage instanceof Cancelled cancelled ? cancelled.cause() : null,
        program.occurredAt(),
        program.history(),
        run == null ? null : run.returnsBefore(),
        run == null ? List.of() : run.draws());
  }

  private Accelerator program() {
    return new Accelerator(
        acceleratorId, theme, goal, occurredAt, stage(), history, checks, milestones);
  }

  private AcceleratorStage stage() {
    if (cancelledOn != null && cause != null) {
      return new Cancelled(open(), cancelledOn, cause);
    }
    return completedOn != null && open() instanceof Running running
        ? new Completed(running.run(), completedOn, outcomes)
        : open();
  }

  private Open open() {
    return startsOn == null || plannedEnd == null || returnsBefore == null
        ? new Planned(startsOn)
        : new Running(new Run(startsOn, plannedEnd, returnsBefore, draws));
  }

  @JsonSerialize(converter = Out.class)
  @JsonDeserialize(converter = In.class)
  interface Mixin {}

  private static final class Out extends StdConverter<Accelerator, AcceleratorForm> {
    @Override
    public AcceleratorForm convert(Accelerator program) {
      return of(program);
    }
  }

  private static final class In extends StdConverter<AcceleratorForm, Accelerator> {
    @Override
    public Accelerator convert(AcceleratorForm form) {
      return form.program();
    }
  }
}

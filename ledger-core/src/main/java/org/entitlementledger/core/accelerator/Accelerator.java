package org.entitlementledger.core.accelerator;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorCancelled;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorChecked;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorCompleted;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorPaused;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorRequested;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorResumed;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorScheduled;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorStarted;
import org.entitlementledger.core.accelerator.AcceleratorEvent.MilestoneReached;
import org.entitlementledger.core.accelerator.AcceleratorStage.Cancelled;
import org.entitlementledger.core.accelerator.AcceleratorStage.Completed;
import org.entitlementledger.core.accelerator.AcceleratorStage.Open;
import org.entitlementledger.core.accelerator.AcceleratorStage.Planned;
import org.entitlementledger.core.accelerator.AcceleratorStage.Run;
import org.entitlementledger.core.accelerator.AcceleratorStage.Running;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.quota.Movement;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePVector;

/**
 * One program.
 *
 * @param occurredAt when it was requested, or started without a request
 * @param history its states in the order of their times; never empty
 */
public record Accelerator(
    String acceleratorId,
    String theme,
    String goal,
    Instant occurredAt,
    AcceleratorStage stage,
    List<StateFrom> history,
    List<WeeklyCheck> checks,
    List<Milestone> milestones)
    implements Item {

  /** Where a program is in its life cycle. */
  public enum State {
    REQUESTED,
    SCHEDULED,
    STARTED,
    PAUSED,
    COMPLETED,
    CANCELLED;

    /** As answers write it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** What may be done next; nothing where it is final. */
    List<AcceleratorStep> allowed() {
      return switch (this) {
        case REQUESTED, SCHEDULED ->
            List.of(AcceleratorStep.SCHEDULE, AcceleratorStep.START, AcceleratorStep.CANCEL);
        case STARTED -> whileRunning(AcceleratorStep.PAUSE);
        case PAUSED -> whileRunning(AcceleratorStep.RESUME);
        case COMPLETED, CANCELLED -> List.of();
      };
    }

    private static List<AcceleratorStep> whileRunning(AcceleratorStep first) {
      return List.of(
          first,
          AcceleratorStep.CHECK,
          AcceleratorStep.REACH_MILESTONE,
          AcceleratorStep.COMPLETE,
          AcceleratorStep.CANCEL);
    }
  }

  /** A state from an instant on. */
  public record StateFrom(State state, Instant from) {}

  @Override
  public String id() {
    return acceleratorId;
  }

  @Override
  public String status(Instant now, Contracts contracts) {
    return stateAt(now, contracts).key();
  }

  @Override
  public Accelerator seen(Instant now, Contracts contracts) {
    boolean ranOut = stateAt(now, contracts) != state();
    return ranOut ? in(State.PAUSED, contracts.endOfCover(since()), stage) : this;
  }

  @Override
  public List<Movement> standingDraws() {
    Run run = stage.run();
    return run == null || isReturned(run) ? List.of() : run.draws();
  }

  private boolean isReturned(Run run) {
    return stage instanceof Cancelled cancelled
        && cancelled.cause().returnsUnit(cancelled.cancelledOn(), run.returnsBefore());
  }

  /** The state that was recorded last. */
  State state() {
    return history.getLast().state();
  }

  /** When the state that was recorded last began. */
  Instant since() {
    return history.getLast().from();
  }

  /** When it started; null before that. */
  @Nullable Instant startedAt() {
    for (StateFrom entry : history) {
      if (entry.state() == State.STARTED) {
        return entry.from();
      }
    }
    return null;
  }

  /**
   * The state at {@code time}, the first one before its beginning. One that runs when its term ends
   * is paused from that instant, unless the next term follows at once (DOMAIN.md, "Life cycles").
   */
  State stateAt(Instant time, Contracts contracts) {
    StateFrom found = history.getFirst();
    for (StateFrom entry : history) {
      found = entry.from().isAfter(time) ? found : entry;
    }
    boolean ranOut =
        found.state() == State.STARTED && !time.isBefore(contracts.endOfCover(found.from()));
    return ranOut ? State.PAUSED : found.state();
  }

  /** The program after an event; {@code before} is null for a new one. */
  public static Accelerator after(@Nullable Accelerator before, AcceleratorEvent event) {
    return switch (event) {
      case AcceleratorRequested asked ->
          begun(asked.acceleratorId(), asked.theme(), asked.goal(), asked.occurredAt())
              .in(State.REQUESTED, asked.occurredAt(), new Planned(asked.startsOn()));
      case AcceleratorScheduled scheduled ->
          known(before)
              .in(State.SCHEDULED, scheduled.occurredAt(), new Planned(scheduled.startsOn()));
      case AcceleratorStarted started ->
          (before == null
                  ? begun(
                      started.acceleratorId(),
                      started.theme(),
                      started.goal(),
                      started.occurredAt())
                  : before)
              .started(started);
      case AcceleratorPaused paused ->
          known(before).in(State.PAUSED, paused.occurredAt(), known(before).stage);
      case AcceleratorResumed resumed -> known(before).resumed(resumed);
      case AcceleratorChecked checked -> known(before).checked(checked);
      case MilestoneReached reached -> known(before).reached(reached);
      case AcceleratorCompleted completed -> known(before).completed(completed);
      case AcceleratorCancelled cancelled -> known(before).cancelled(cancelled);
    };
  }

  private static Accelerator known(@Nullable Accelerator before) {
    return Objects.requireNonNull(before, "a program is requested or started first");
  }

  private static Accelerator begun(String id, String theme, String goal, Instant occurredAt) {
    return new Accelerator(
        id, theme, goal, occurredAt, new Planned(null), List.of(), List.of(), List.of());
  }

  private Accelerator started(AcceleratorStarted event) {
    List<Movement> consumed =
        event.movements().stream()
            .filter(movement -> movement.kind() == Movement.Kind.CONSUMED)
            .toList();
    boolean requested = !history.isEmpty();
    // a day begins before a request that was made in its course
    Instant from = requested && since().isAfter(event.occurredAt()) ? since() : event.occurredAt();
    var run = new Run(event.startsOn(), event.plannedEnd(), event.returnsBefore(), consumed);
    return in(State.STARTED, from, new Running(run));
  }

  private Accelerator resumed(AcceleratorResumed event) {
    Accelerator paused = state() == State.PAUSED ? this : in(State.PAUSED, event.pausedAt(), stage);
    var longer = new Running(run().endingOn(event.plannedEnd()));
    return paused.in(State.STARTED, event.occurredAt(), longer);
  }

  private Accelerator checked(AcceleratorChecked event) {
    var check = new WeeklyCheck(event.week(), event.status(), event.note(), event.occurredAt());
    return new Accelerator(
        acceleratorId, theme, goal, occurredAt, stage, history, plus(checks, check), milestones);
  }

  private Accelerator reached(MilestoneReached event) {
    var milestone = new Milestone(event.title(), event.reachedOn(), event.note());
    List<Milestone> reached = plus(milestones, milestone);
    return new Accelerator(acceleratorId, theme, goal, occurredAt, stage, history, checks, reached);
  }

  private Accelerator completed(AcceleratorCompleted event) {
    var completed = new Completed(run(), event.completedOn(), event.outcomes());
    return in(State.COMPLETED, event.occurredAt(), completed);
  }

  private Accelerator cancelled(AcceleratorCancelled event) {
    if (!(stage instanceof Open open)) {
      throw new IllegalStateException("the program " + acceleratorId + " has ended already");
    }
    var cancelled = new Cancelled(open, event.cancelledOn(), event.cause());
    return in(State.CANCELLED, event.occurredAt(), cancelled);
  }

  private Run run() {
    return Objects.requireNonNull(stage.run(), "a program is started first");
  }

  private Accelerator in(State next, Instant from, AcceleratorStage reached) {
    List<StateFrom> states = plus(history, new StateFrom(next, from));
    return new Accelerator(
        acceleratorId, theme, goal, occurredAt, reached, states, checks, milestones);
  }

  /** The list and one more, without copying it. */
  private static <T> List<T> plus(List<T> list, T one) {
    return TreePVector.from(list).plus(one);
  }
}

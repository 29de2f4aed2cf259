package org.entitlementledger.core.accelerator;

import java.time.Instant;
import java.time.LocalDate;
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
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.standing.Item;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePVector;

/**
 * One program.
 *
 * @param startsOn the day of its start, planned or real
 * @param plannedEnd the day after its last; absent before its start
 * @param occurredAt when it was asked for, or started without that
 * @param history its states in the order of their times; never empty
 * @param returnsBefore the first day on which a cancellation by the customer gives nothing back
 * @param draws what it drew, for its cancellation
 */
public record Accelerator(
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
    List<Movement> draws)
    implements Item {

  /** Where a program is in its life cycle, and what may be asked of it there. */
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

    /** What may be asked next, as paths name it; nothing where it is final. */
    List<String> allowed() {
      return switch (this) {
        case REQUESTED, SCHEDULED -> List.of("schedule", "start", "cancellation");
        case STARTED -> List.of("pause", "checks", "milestones", "completion", "cancellation");
        case PAUSED -> List.of("resume", "checks", "milestones", "completion", "cancellation");
        case COMPLETED, CANCELLED -> List.of();
      };
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
    return ranOut ? in(State.PAUSED, contracts.endOfCover(since())) : this;
  }

  @Override
  public List<Movement> standingDraws() {
    boolean returned = cause != null && cause.returnsUnit(cancelledOn, returnsBefore);
    return returned ? List.of() : draws;
  }

  /** The state that was recorded last. */
  State state() {
    return history.getLast().state();
  }

  /** From when on. */
  Instant since() {
    return history.getLast().from();
  }

  /** From when on it ran; null before its start. */
  @Nullable Instant startedAt() {
    for (StateFrom one : history) {
      if (one.state() == State.STARTED) {
        return one.from();
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
    for (StateFrom one : history) {
      found = one.from().isAfter(time) ? found : one;
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
              .planned(asked.startsOn())
              .in(State.REQUESTED, asked.occurredAt());
      case AcceleratorScheduled scheduled ->
          known(before).planned(scheduled.startsOn()).in(State.SCHEDULED, scheduled.occurredAt());
      case AcceleratorStarted started ->
          (before == null
                  ? begun(
                      started.acceleratorId(),
                      started.theme(),
                      started.goal(),
                      started.occurredAt())
                  : before)
              .started(started);
      case AcceleratorPaused paused -> known(before).in(State.PAUSED, paused.occurredAt());
      case AcceleratorResumed resumed -> known(before).resumed(resumed);
      case AcceleratorChecked checked -> known(before).checked(checked);
      case MilestoneReached reached -> known(before).reached(reached);
      case AcceleratorCompleted completed -> known(before).completed(completed);
      case AcceleratorCancelled cancelled -> known(before).cancelled(cancelled);
    };
  }

  private static Accelerator known(@Nullable Accelerator before) {
    return Objects.requireNonNull(before, "a program is asked for or started first");
  }

  private static Accelerator begun(String id, String theme, String goal, Instant occurredAt) {
    return new Accelerator(
        id,
        theme,
        goal,
        null,
        null,
        List.of(),
        List.of(),
        null,
        List.of(),
        null,
        null,
        occurredAt,
        List.of(),
        null,
        List.of());
  }

  private Accelerator started(AcceleratorStarted event) {
    List<Movement> consumed =
        event.movements().stream()
            .filter(movement -> movement.kind() == Movement.Kind.CONSUMED)
            .toList();
    boolean asked = !history.isEmpty();
    // a day begins before a request that was made in its course
    Instant from = asked && since().isAfter(event.occurredAt()) ? since() : event.occurredAt();
    return new Accelerator(
            acceleratorId,
            theme,
            goal,
            event.startsOn(),
            event.plannedEnd(),
            checks,
            milestones,
            null,
            List.of(),
            null,
            null,
            occurredAt,
            history,
            event.returnsBefore(),
            consumed)
        .in(State.STARTED, from);
  }

  private Accelerator resumed(AcceleratorResumed event) {
    Accelerator paused = state() == State.PAUSED ? this : in(State.PAUSED, event.pausedAt());
    return paused
        .with(startsOn, event.plannedEnd(), checks, milestones, paused.history)
        .in(State.STARTED, event.occurredAt());
  }

  private Accelerator checked(AcceleratorChecked event) {
    var check = new WeeklyCheck(event.week(), event.status(), event.note(), event.occurredAt());
    return with(startsOn, plannedEnd, plus(checks, check), milestones, history);
  }

  private Accelerator reached(MilestoneReached event) {
    var milestone = new Milestone(event.title(), event.reachedOn(), event.note());
    return with(startsOn, plannedEnd, checks, plus(milestones, milestone), history);
  }

  private Accelerator completed(AcceleratorCompleted event) {
    return ended(event.completedOn(), event.outcomes(), null, null)
        .in(State.COMPLETED, event.occurredAt());
  }

  private Accelerator cancelled(AcceleratorCancelled event) {
    return ended(null, List.of(), event.cancelledOn(), event.cause())
        .in(State.CANCELLED, event.occurredAt());
  }

  private Accelerator planned(@Nullable LocalDate day) {
    return with(day, plannedEnd, checks, milestones, history);
  }

  private Accelerator in(State next, Instant from) {
    return with(startsOn, plannedEnd, checks, milestones, plus(history, new StateFrom(next, from)));
  }

  /** The list and one more, without copying it. */
  private static <T> List<T> plus(List<T> list, T one) {
    return TreePVector.from(list).plus(one);
  }

  private Accelerator with(
      @Nullable LocalDate start,
      @Nullable LocalDate end,
      List<WeeklyCheck> checked,
      List<Milestone> reached,
      List<StateFrom> states) {
    return new Accelerator(
        acceleratorId,
        theme,
        goal,
        start,
        end,
        checked,
        reached,
        completedOn,
        outcomes,
        cancelledOn,
        cause,
        occurredAt,
        states,
        returnsBefore,
        draws);
  }

  private Accelerator ended(
      @Nullable LocalDate completed,
      List<Outcome> results,
      @Nullable LocalDate cancelled,
      @Nullable Cause by) {
    return new Accelerator(
        acceleratorId,
        theme,
        goal,
        startsOn,
        plannedEnd,
        checks,
        milestones,
        completed,
        results,
        cancelled,
        by,
        occurredAt,
        history,
        returnsBefore,
        draws);
  }
}

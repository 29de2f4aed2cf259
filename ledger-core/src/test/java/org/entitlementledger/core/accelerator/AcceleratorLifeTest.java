package org.entitlementledger.core.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountStory.ACCOUNT;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.CANCEL;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.CHECK;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.COMPLETE;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.MILESTONE;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.OUTCOME;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.PAUSE;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.REQUEST;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.RESUME;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.SCHEDULE;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.START;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.START_NEW;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.STEPS;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.advanced;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.cancel;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.complete;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.item;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.plannedEnd;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.entitlementledger.core.AccountStory;
import org.entitlementledger.core.Form;
import org.entitlementledger.core.accelerator.Accelerator.State;
import org.entitlementledger.core.accelerator.Accelerator.StateFrom;
import org.entitlementledger.core.accelerator.AcceleratorCommand.CheckAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.CompleteAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.ReachMilestone;
import org.entitlementledger.core.accelerator.AcceleratorCommand.RequestAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorChecked;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorCompleted;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorPaused;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorResumed;
import org.entitlementledger.core.accelerator.AcceleratorEvent.AcceleratorScheduled;
import org.entitlementledger.core.accelerator.AcceleratorEvent.MilestoneReached;
import org.entitlementledger.core.accelerator.AcceleratorStage.Completed;
import org.entitlementledger.core.accelerator.WeeklyCheck.Health;
import org.entitlementledger.core.kernel.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs from their request or start to their end. */
class AcceleratorLifeTest {

  private static AccountStory after(List<AcceleratorCommand> steps) {
    var story = advanced();
    steps.forEach(step -> story.when(step).because("so it is").then());
    return story;
  }

  private static Stream<Arguments> states() {
    List<String> before = List.of("schedule", "start", "cancellation");
    List<String> running = List.of("pause", "checks", "milestones", "completion", "cancellation");
    List<String> paused = List.of("resume", "checks", "milestones", "completion", "cancellation");
    return Stream.of(
        Arguments.of("requested", List.of(REQUEST), before),
        Arguments.of("scheduled", List.of(REQUEST, SCHEDULE), before),
        Arguments.of("started", List.of(START_NEW), running),
        Arguments.of("started", List.of(REQUEST, START), running),
        Arguments.of("started", List.of(REQUEST, SCHEDULE, START), running),
        Arguments.of("paused", List.of(START_NEW, PAUSE), paused),
        Arguments.of("started", List.of(START_NEW, PAUSE, RESUME), running),
        Arguments.of("completed", List.of(START_NEW, COMPLETE), List.of()),
        Arguments.of("completed", List.of(START_NEW, PAUSE, COMPLETE), List.of()),
        Arguments.of("cancelled", List.of(REQUEST, CANCEL), List.of()),
        Arguments.of("cancelled", List.of(START_NEW, PAUSE, CANCEL), List.of()));
  }

  @ParameterizedTest
  @MethodSource("states")
  void eachStateAllowsTheNextStepsAlone(
      String state, List<AcceleratorCommand> steps, List<String> allowed) {
    assertThat(after(steps).status()).isEqualTo(state);
    STEPS.forEach(
        (word, step) -> {
          var attempt = after(steps).when(step).because("so it is");
          if (allowed.contains(word)) {
            attempt.then();
          } else {
            attempt.refused(Problem.INVALID_TRANSITION, "state", state, "allowed", allowed);
          }
        });
  }

  @Test
  void nothingIsKnownOfAnotherId() {
    STEPS.forEach(
        (word, step) ->
            advanced()
                .when(step)
                .because("so it is")
                .refused(Problem.NOT_FOUND, "acceleratorId", "a1"));
  }

  @Test
  void nothingHappensAheadOfTheClock() {
    STEPS.forEach(
        (word, step) -> {
          if (!word.equals("schedule")) {
            advanced()
                .now("2025-04-06T12:00:00Z")
                .given(START_NEW)
                .now("2025-04-06T23:59:59.999999Z")
                .when(step)
                .effective("2025-04-07T00:00:00Z")
                .because("so it is")
                .refused(Problem.FUTURE_DATED);
          }
        });
  }

  @Test
  void anIdIsUsedOnce() {
    after(List.of(REQUEST)).when(REQUEST).refused(Problem.DUPLICATE, "acceleratorId", "a1");
    after(List.of(REQUEST)).when(START_NEW).refused(Problem.DUPLICATE, "acceleratorId", "a1");
  }

  @Test
  void itsStatesAreKept() {
    var story = advanced().now("2025-04-01T09:00:00Z").given(REQUEST);
    story.now("2025-04-02T09:00:00Z").given(SCHEDULE);
    assertThat(item(story).stage().startsOn()).isEqualTo(LocalDate.of(2025, 4, 10));
    story.now("2025-04-10T09:00:00Z").given(START);
    story.now("2025-06-01T09:00:00Z").given(PAUSE);
    story.now("2025-06-04T08:00:00Z").given(RESUME);
    story.now("2025-07-05T10:00:00Z").given(complete("2025-07-05"));
    assertThat(item(story).history())
        .containsExactly(
            state(State.REQUESTED, "2025-04-01T09:00:00Z"),
            state(State.SCHEDULED, "2025-04-02T09:00:00Z"),
            state(State.STARTED, "2025-04-10T09:00:00Z"),
            state(State.PAUSED, "2025-06-01T09:00:00Z"),
            state(State.STARTED, "2025-06-04T08:00:00Z"),
            state(State.COMPLETED, "2025-07-05T00:00:00Z"));
    assertThat(item(story).occurredAt()).isEqualTo(Instant.parse("2025-04-01T09:00:00Z"));
    assertThat(item(story).stage())
        .isInstanceOfSatisfying(
            Completed.class,
            completed -> {
              assertThat(completed.completedOn()).isEqualTo(LocalDate.of(2025, 7, 5));
              assertThat(completed.outcomes()).containsExactly(OUTCOME);
            });
  }

  private static StateFrom state(State state, String from) {
    return new StateFrom(state, Instant.parse(from));
  }

  @Test
  void aPlannedStartMayLieAheadAndMayMove() {
    var story = advanced().given(REQUEST);
    story
        .when(SCHEDULE)
        .then(
            new AcceleratorScheduled(
                Instant.parse("2025-04-07T12:00:00Z"), "a1", LocalDate.of(2025, 4, 10)));
    var later = new AcceleratorCommand.ScheduleAccelerator(ACCOUNT, "a1", LocalDate.of(2025, 5, 1));
    story.given(later);
    assertThat(item(story).stage().startsOn()).isEqualTo(LocalDate.of(2025, 5, 1));
    var before =
        new AcceleratorCommand.ScheduleAccelerator(ACCOUNT, "a1", LocalDate.of(2025, 4, 6));
    story.when(before).refused(Problem.VALIDATION, "field", "startsOn");
    story.when(later).effective("2025-04-07T12:00:00Z").refused(Problem.VALIDATION);
  }

  @Test
  void aPauseMovesThePlannedEndByItsDays() {
    var story = advanced().given(START_NEW);
    assertThat(plannedEnd(story)).isEqualTo(LocalDate.of(2025, 6, 30));
    story
        .now("2025-05-10T23:00:00Z")
        .when(PAUSE)
        .then(new AcceleratorPaused(Instant.parse("2025-05-10T23:00:00Z"), "a1"));
    story
        .now("2025-05-12T01:00:00Z")
        .when(RESUME)
        .then(
            new AcceleratorResumed(
                Instant.parse("2025-05-12T01:00:00Z"),
                "a1",
                Instant.parse("2025-05-10T23:00:00Z"),
                LocalDate.of(2025, 7, 2)));
    assertThat(plannedEnd(story)).isEqualTo(LocalDate.of(2025, 7, 2));
  }

  @Test
  void aStepIsNotBeforeTheStateThatItEnds() {
    var story = advanced().given(START_NEW).now("2025-05-12T10:00:00Z").given(PAUSE);
    story
        .when(RESUME)
        .effective("2025-05-12T09:59:59.999999Z")
        .refused(Problem.VALIDATION, "field", "occurredAt");
    story.when(complete("2025-05-11")).refused(Problem.VALIDATION, "field", "completedOn");
    story
        .when(cancel("2025-05-11", Cause.VENDOR))
        .because("so it is")
        .refused(Problem.VALIDATION, "field", "cancelledOn");
    story
        .when(complete("2025-05-12"))
        .then(
            new AcceleratorCompleted(
                Instant.parse("2025-05-12T10:00:00Z"),
                "a1",
                LocalDate.of(2025, 5, 12),
                List.of(OUTCOME)));
  }

  @Test
  void aStepThatHasADayHasOneTime() {
    List<AcceleratorCommand> dated =
        List.of(
            COMPLETE,
            CANCEL,
            new ReachMilestone(ACCOUNT, "a1", "Kick-off", LocalDate.of(2025, 4, 7), null));
    for (AcceleratorCommand step : dated) {
      after(List.of(START_NEW))
          .when(step)
          .because("so it is")
          .effective("2025-04-07T12:00:00Z")
          .refused(Problem.VALIDATION, "field", "occurredAt");
      after(List.of(START_NEW))
          .when(step)
          .because("so it is")
          .effective("2025-04-07T00:00:00Z")
          .then();
    }
  }

  @Test
  void aCompletionMayBeReportedLate() {
    var story = advanced().given(START_NEW).now("2026-03-01T10:00:00Z");
    story.given(complete("2025-06-27"));
    assertThat(story.status()).isEqualTo("completed");
    assertThat(story.occurredAt()).isEqualTo(Instant.parse("2025-06-27T00:00:00Z"));
  }

  @Test
  void checksAndMilestonesAreKeptInTheOrderInWhichTheyWereTold() {
    var story = advanced().given(START_NEW).now("2025-04-15T10:00:00Z");
    story
        .when(CHECK)
        .then(
            new AcceleratorChecked(
                Instant.parse("2025-04-15T10:00:00Z"), "a1", 2, Health.AT_RISK, "slow"));
    story
        .when(MILESTONE)
        .then(
            new MilestoneReached(
                Instant.parse("2025-04-15T10:00:00Z"),
                "a1",
                "First pipeline",
                LocalDate.of(2025, 4, 15),
                null));
    story.now("2025-06-27T10:00:00Z").given(complete("2025-06-27"));
    story.given(
        new ReachMilestone(ACCOUNT, "a1", "All pipelines", LocalDate.of(2025, 6, 26), null));
    story.when(checked(11)).effective("2025-06-20T10:00:00Z").then();
    assertThat(item(story).checks()).hasSize(2);
    assertThat(item(story).milestones())
        .extracting(Milestone::title)
        .containsExactly("First pipeline", "All pipelines");
    story.when(checked(12)).refused(Problem.INVALID_TRANSITION, "state", "completed");
  }

  @Test
  void theDayOfItsStartIsOneOfItsDays() {
    var story = advanced().given(START_NEW);
    story.given(new ReachMilestone(ACCOUNT, "a1", "Kick-off", LocalDate.of(2025, 4, 7), null));
    var early = new ReachMilestone(ACCOUNT, "a2", "Kick-off", LocalDate.of(2025, 4, 6), null);
    story.given(new RequestAccelerator(ACCOUNT, "a2", "Pipelines", "Deploy daily", null));
    story.when(early).refused(Problem.INVALID_TRANSITION, "state", "requested");
  }

  @Test
  void aCompletionNeedsAnOutcome() {
    LocalDate day = LocalDate.of(2025, 6, 27);
    Form.refused("outcomes", () -> new CompleteAccelerator(ACCOUNT, "a1", day, null));
    Form.refused("outcomes", () -> new CompleteAccelerator(ACCOUNT, "a1", day, List.of()));
    new CompleteAccelerator(ACCOUNT, "a1", day, Collections.nCopies(100, OUTCOME));
    List<Outcome> tooMany = Collections.nCopies(101, OUTCOME);
    Form.refused("outcomes", () -> new CompleteAccelerator(ACCOUNT, "a1", day, tooMany));
  }

  @Test
  void aWeekIsCheckedOnceAndInsideTheProgram() {
    var story = advanced().given(START_NEW);
    story.when(checked(13)).refused(Problem.VALIDATION, "field", "week", "weeks", 12L);
    story.given(checked(12));
    story.when(checked(12)).refused(Problem.DUPLICATE, "acceleratorId", "a1", "week", 12);
    assertThat(((Accelerator) story.item()).checks()).hasSize(1);
  }

  @Test
  void aProgramThatRunsLateHasFurtherWeeks() {
    var story = advanced().given(START_NEW).now("2025-06-29T23:59:59Z");
    story.when(checked(13)).refused(Problem.VALIDATION);
    story.now("2025-06-30T00:00:00Z").given(checked(13));
    story.when(checked(14)).refused(Problem.VALIDATION);
  }

  private static CheckAccelerator checked(int week) {
    return new CheckAccelerator(ACCOUNT, "a1", week, Health.ON_TRACK, null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-12.5", "0", "999999999999.999999999999", "1e3"})
  void anOutcomeIsAnyFigure(String figure) {
    var number = new BigDecimal(figure);
    assertThat(new Outcome("lead time", number, number, number).actual())
        .isEqualByComparingTo(figure);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000000000000", "-1000000000000", "1e999999999", "0.0000000000001"})
  void butNotOneWithoutBounds(String figure) {
    BigDecimal one = BigDecimal.ONE;
    Form.refused("actual", () -> new Outcome("lead time", one, one, new BigDecimal(figure)));
  }

  @Test
  void formIsCheckedAsItIsMade() {
    Form.refused("theme", () -> new RequestAccelerator(ACCOUNT, "a1", " ", "Deploy daily", null));
    Form.refused("goal", () -> new RequestAccelerator(ACCOUNT, "a1", "Pipelines", "", null));
    Form.refused(
        "acceleratorId", () -> new RequestAccelerator(ACCOUNT, "a/1", "Pipelines", "Deploy", null));
    Form.refused("week", () -> new CheckAccelerator(ACCOUNT, "a1", 0, Health.ON_TRACK, null));
    Form.refused("week", () -> new CheckAccelerator(ACCOUNT, "a1", 1_001, Health.ON_TRACK, null));
    Form.refused("title", () -> new ReachMilestone(ACCOUNT, "a1", "", null, null));
    Form.refused("measure", () -> new Outcome("", BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE));
  }
}

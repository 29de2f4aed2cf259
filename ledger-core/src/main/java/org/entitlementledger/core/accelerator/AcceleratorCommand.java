package org.entitlementledger.core.accelerator;

import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.MakesItem;
import org.entitlementledger.core.accelerator.WeeklyCheck.Health;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.StoredName;
import org.jspecify.annotations.Nullable;

/** What one may ask about accelerators. */
public sealed interface AcceleratorCommand extends AccountCommand {

  /**
   * Asks for a program, which holds one accelerator until the contract's end.
   *
   * @param startsOn the day on which it is to start, which may lie ahead
   */
  @StoredName("request-accelerator")
  record RequestAccelerator(
      String accountId,
      @Nullable String acceleratorId,
      String theme,
      String goal,
      @Nullable LocalDate startsOn)
      implements AcceleratorCommand, MakesItem {
    public RequestAccelerator {
      checkNew(acceleratorId, theme, goal, startsOn);
    }

    @Override
    public List<String> chosenIds() {
      return acceleratorId == null ? List.of() : List.of(acceleratorId);
    }
  }

  /**
   * Starts a program that was not asked for before, which consumes one accelerator of the contract
   * year of its start date.
   *
   * @param startsOn the day of its start; that of {@code occurredAt} unless given
   */
  @StoredName("start-accelerator")
  record StartAccelerator(
      String accountId,
      @Nullable String acceleratorId,
      String theme,
      String goal,
      @Nullable LocalDate startsOn)
      implements AcceleratorCommand, MakesItem {
    public StartAccelerator {
      checkNew(acceleratorId, theme, goal, startsOn);
    }

    @Override
    public List<String> chosenIds() {
      return acceleratorId == null ? List.of() : List.of(acceleratorId);
    }
  }

  /**
   * Starts a program that was asked for: its hold is released, and one accelerator is consumed in
   * the contract year of its start date.
   *
   * @param startsOn the day of its start; that of {@code occurredAt} unless given
   */
  @StoredName("start-requested-accelerator")
  record StartRequestedAccelerator(
      String accountId, String acceleratorId, @Nullable LocalDate startsOn)
      implements AcceleratorCommand {
    public StartRequestedAccelerator {
      optionalDate("startsOn", startsOn);
    }
  }

  /**
   * Plans the start of a program that was asked for.
   *
   * @param startsOn the day on which it is to start, which may lie ahead
   */
  @StoredName("schedule-accelerator")
  record ScheduleAccelerator(String accountId, String acceleratorId, LocalDate startsOn)
      implements AcceleratorCommand {
    public ScheduleAccelerator {
      Check.date("startsOn", startsOn);
    }
  }

  /** Interrupts a program. */
  @StoredName("pause-accelerator")
  record PauseAccelerator(String accountId, String acceleratorId) implements AcceleratorCommand {}

  /** Goes on with a program; its planned end moves by the pause. */
  @StoredName("resume-accelerator")
  record ResumeAccelerator(String accountId, String acceleratorId) implements AcceleratorCommand {}

  /**
   * Notes how a program stands.
   *
   * @param week the week of the program, from 1
   */
  @StoredName("check-accelerator")
  record CheckAccelerator(
      String accountId, String acceleratorId, int week, Health status, @Nullable String note)
      implements AcceleratorCommand {
    private static final int LAST_WEEK = 1_000;

    public CheckAccelerator {
      if (week < 1 || week > LAST_WEEK) {
        throw Refusal.invalid("week", "must be 1 to " + LAST_WEEK);
      }
      Check.optionalText("note", note);
    }
  }

  /**
   * Notes that a program has reached something on its way.
   *
   * @param reachedOn the day; that of {@code occurredAt} unless given
   */
  @StoredName("reach-milestone")
  record ReachMilestone(
      String accountId,
      String acceleratorId,
      String title,
      @Nullable LocalDate reachedOn,
      @Nullable String note)
      implements AcceleratorCommand {
    public ReachMilestone {
      Check.name("title", title);
      optionalDate("reachedOn", reachedOn);
      Check.optionalText("note", note);
    }
  }

  /**
   * Ends a program that has come to its goal, or has not.
   *
   * @param outcomes 1 to 100; never left out
   */
  @StoredName("complete-accelerator")
  record CompleteAccelerator(
      String accountId,
      String acceleratorId,
      LocalDate completedOn,
      @Nullable List<Outcome> outcomes)
      implements AcceleratorCommand {
    private static final int MOST = 100;

    public CompleteAccelerator {
      Check.date("completedOn", completedOn);
      if (outcomes == null || outcomes.isEmpty()) {
        throw Refusal.invalid(
            "outcomes", "at least one, with its measure, baseline, target and actual");
      }
      if (outcomes.size() > MOST) {
        throw Refusal.invalid("outcomes", "may be at most " + MOST);
      }
      outcomes = List.copyOf(outcomes);
    }

    /** What came of it, never empty. */
    public List<Outcome> results() {
      return outcomes == null ? List.of() : outcomes;
    }
  }

  /** Gives a program up, before its start or after it. */
  @StoredName("cancel-accelerator")
  record CancelAccelerator(
      String accountId, String acceleratorId, LocalDate cancelledOn, Cause cause)
      implements AcceleratorCommand {
    public CancelAccelerator {
      Check.date("cancelledOn", cancelledOn);
    }
  }

  private static void checkNew(
      @Nullable String acceleratorId, String theme, String goal, @Nullable LocalDate startsOn) {
    Check.optionalId("acceleratorId", acceleratorId);
    Check.name("theme", theme);
    Check.text("goal", goal);
    optionalDate("startsOn", startsOn);
  }

  private static void optionalDate(String field, @Nullable LocalDate date) {
    if (date != null) {
      Check.date(field, date);
    }
  }
}

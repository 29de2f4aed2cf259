package org.entitlementledger.core.accelerator;

import static org.entitlementledger.core.AccountStory.ACCOUNT;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.entitlementledger.core.AccountStory;
import org.entitlementledger.core.Commands;
import org.entitlementledger.core.accelerator.AcceleratorCommand.CancelAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.CheckAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.CompleteAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.PauseAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.ReachMilestone;
import org.entitlementledger.core.accelerator.AcceleratorCommand.RequestAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.ResumeAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.ScheduleAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.StartAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.StartRequestedAccelerator;
import org.entitlementledger.core.accelerator.WeeklyCheck.Health;

/** What tests ask of the accelerator {@code a1}. */
final class AcceleratorSteps {
  static final Outcome OUTCOME =
      new Outcome("lead time", new BigDecimal("12"), new BigDecimal("6.00"), new BigDecimal("5.5"));

  static final AcceleratorCommand REQUEST =
      new RequestAccelerator(ACCOUNT, "a1", "Pipelines", "Deploy daily", null);
  static final AcceleratorCommand START_NEW =
      new StartAccelerator(ACCOUNT, "a1", "Pipelines", "Deploy daily", null);
  static final AcceleratorCommand SCHEDULE =
      new ScheduleAccelerator(ACCOUNT, "a1", LocalDate.of(2025, 4, 10));
  static final AcceleratorCommand START = new StartRequestedAccelerator(ACCOUNT, "a1", null);
  static final AcceleratorCommand PAUSE = new PauseAccelerator(ACCOUNT, "a1");
  static final AcceleratorCommand RESUME = new ResumeAccelerator(ACCOUNT, "a1");
  static final AcceleratorCommand CHECK =
      new CheckAccelerator(ACCOUNT, "a1", 2, Health.AT_RISK, "slow");
  static final AcceleratorCommand MILESTONE =
      new ReachMilestone(ACCOUNT, "a1", "First pipeline", null, null);
  static final AcceleratorCommand COMPLETE = complete("2025-04-07");
  static final AcceleratorCommand CANCEL = cancel("2025-04-07", Cause.CUSTOMER);

  /** Every step by the last word of its path. */
  static final Map<String, AcceleratorCommand> STEPS =
      Map.of(
          "schedule", SCHEDULE,
          "start", START,
          "pause", PAUSE,
          "resume", RESUME,
          "checks", CHECK,
          "milestones", MILESTONE,
          "completion", COMPLETE,
          "cancellation", CANCEL);

  private AcceleratorSteps() {}

  static CompleteAccelerator complete(String day) {
    return new CompleteAccelerator(ACCOUNT, "a1", LocalDate.parse(day), List.of(OUTCOME));
  }

  static CancelAccelerator cancel(String day, Cause cause) {
    return new CancelAccelerator(ACCOUNT, "a1", LocalDate.parse(day), cause);
  }

  /** Advanced from 2025-03-15 for a year, with an architect, on 7 April. */
  static AccountStory advanced() {
    return AccountStory.opened("2025-03-15T00:00:00Z")
        .buys("advanced", "2025-03-15")
        .given(Commands.csa("casey"))
        .now("2025-04-07T12:00:00Z");
  }

  static Accelerator item(AccountStory story) {
    return (Accelerator) story.item();
  }

  static LocalDate plannedEnd(AccountStory story) {
    return Objects.requireNonNull(item(story).stage().run()).plannedEnd();
  }
}

package org.entitlementledger.core.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountStory.ACCOUNT;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.PAUSE;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.RESUME;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.START_NEW;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.advanced;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.item;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.plannedEnd;

import java.time.Instant;
import java.time.LocalDate;
import org.entitlementledger.core.accelerator.Accelerator.State;
import org.entitlementledger.core.contract.ContractCommand.TerminateContract;
import org.entitlementledger.core.kernel.Problem;
import org.junit.jupiter.api.Test;

/** What the end of a term makes of a program that runs. */
class AcceleratorTermTest {
  @Test
  void itIsPausedFromThatInstant() {
    var story = advanced().now("2026-02-01T12:00:00Z").given(START_NEW);
    assertThat(story.now("2026-03-14T23:59:59.999999Z").status()).isEqualTo("started");
    assertThat(story.now("2026-03-15T00:00:00Z").status()).isEqualTo("paused");
    var seen = item(story).seen(Instant.parse("2026-03-15T00:00:00Z"), story.account().contracts());
    assertThat(seen.history().getLast().from()).isEqualTo("2026-03-15T00:00:00Z");
    assertThat(seen.history().getLast().state()).isEqualTo(State.PAUSED);
    story.when(PAUSE).refused(Problem.INVALID_TRANSITION, "state", "paused");
    story.when(RESUME).refused(Problem.NO_CONTRACT_IN_FORCE);
  }

  @Test
  void itGoesOnWhereTheNextTermFollowsAtOnce() {
    var story = advanced().now("2026-02-01T12:00:00Z").given(START_NEW);
    story.buys("signature", "2026-03-15");
    story.now("2026-03-15T00:00:00Z");
    assertThat(
            story
                .account()
                .accelerators()
                .items()
                .require("a1")
                .status(Instant.parse("2026-04-01T00:00:00Z"), story.account().contracts()))
        .isEqualTo("started");
  }

  @Test
  void theWholePauseMovesThePlannedEnd() {
    var story = advanced().now("2026-02-01T12:00:00Z").given(START_NEW);
    assertThat(plannedEnd(story)).isEqualTo(LocalDate.of(2026, 4, 26));
    story.now("2026-04-05T12:00:00Z").buys("advanced", "2026-04-01");
    story.given(RESUME);
    assertThat(plannedEnd(story)).isEqualTo(LocalDate.of(2026, 5, 17));
    assertThat(item(story).history())
        .extracting(Accelerator.StateFrom::state)
        .containsExactly(State.STARTED, State.PAUSED, State.STARTED);
    assertThat(story.now("2027-04-01T00:00:00Z").status()).isEqualTo("paused");
  }

  @Test
  void aTerminationPausesItTooAndItCanBeCompleted() {
    var story = advanced().given(START_NEW);
    var end = new TerminateContract(ACCOUNT, "advanced-2025-03-15", LocalDate.of(2025, 5, 1));
    story.when(end).because("insolvent").then();
    story.now("2025-05-01T00:00:00Z");
    story.given(AcceleratorSteps.complete("2025-05-01"));
    assertThat(story.status()).isEqualTo("completed");
  }
}

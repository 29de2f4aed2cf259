package org.entitlementledger.core.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountStory.ACCOUNT;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.CANCEL;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.PAUSE;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.REQUEST;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.RESUME;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.START;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.START_NEW;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.advanced;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.cancel;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.item;
import static org.entitlementledger.core.accelerator.AcceleratorSteps.plannedEnd;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.AccountStory;
import org.entitlementledger.core.Commands;
import org.entitlementledger.core.accelerator.Accelerator.State;
import org.entitlementledger.core.accelerator.AcceleratorCommand.RequestAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.StartAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.StartRequestedAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorStage.Cancelled;
import org.entitlementledger.core.accelerator.AcceleratorStage.Planned;
import org.entitlementledger.core.approval.ApprovalCommand.ApprovePending;
import org.entitlementledger.core.approval.Pending;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.contract.ContractCommand.RenewContract;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.quota.Balance;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What programs hold, draw and give back, and how terms end under them. */
class AcceleratorQuotaTest {
  private static final String KEY = "accelerator";

  private static Balance balance(AccountStory story, String time) {
    Instant at = Instant.parse(time);
    var contract = story.account().contracts().inForce(at);
    if (contract == null) {
      throw new AssertionError("no contract at " + time);
    }
    return story.asOf(time).quota().balance(contract.promise(KEY), at, at);
  }

  private static StartAccelerator startNew(String id) {
    return new StartAccelerator(ACCOUNT, id, "Pipelines", "Deploy daily", null);
  }

  private static StartRequestedAccelerator startOn(String day) {
    return new StartRequestedAccelerator(ACCOUNT, "a1", LocalDate.parse(day));
  }

  @Nested
  class Requesting {
    @Test
    void holdsOneUntilTheContractEnds() {
      var story = advanced().given(REQUEST);
      assertThat(balance(story, "2025-04-07T12:00:00Z").held()).hasToString("1");
      assertThat(balance(story, "2025-04-07T11:59:59Z").held()).hasToString("0");
      assertThat(balance(story, "2026-03-14T23:59:59Z").held()).hasToString("1");
      assertThat(story.available(KEY)).isEqualTo("1");
    }

    @Test
    void isEffectiveNowWhenItIsMeantForLater() {
      var story = advanced();
      story.given(
          new RequestAccelerator(
              ACCOUNT, "a1", "Pipelines", "Deploy daily", LocalDate.of(2025, 6, 1)));
      assertThat(story.occurredAt()).isEqualTo("2025-04-07T12:00:00Z");
      assertThat(item(story).stage().startsOn()).isEqualTo(LocalDate.of(2025, 6, 1));
    }

    @Test
    void needsAUnitAContractAndAnEntitlementButNoArchitect() {
      AccountStory.opened("2025-04-07T12:00:00Z")
          .when(REQUEST)
          .refused(Problem.NO_CONTRACT_IN_FORCE);
      var alone = AccountStory.opened("2025-04-07T12:00:00Z").buys("advanced", "2025-03-15");
      alone.given(REQUEST);
      var full = advanced().given(startNew("a2")).given(startNew("a3"));
      full.when(REQUEST).refused(Problem.QUOTA_EXHAUSTED, "entitlement", KEY);
    }

    @Test
    void needsTermsThatListPrograms() {
      var calls =
          CatalogueFile.parse(
              """
              catalogue: calls
              versions:
                - version: "1"
                  effectiveFrom: 2025-01-01
                  entitlements: { progress-call: { kind: session, period: contract } }
                  tiers:
                    bare: { rank: 1, entitlements: { progress-call: { limit: 5 } } }
              """);
      for (AcceleratorCommand command : List.of(REQUEST, START_NEW)) {
        AccountStory.opened("2025-04-07T12:00:00Z", calls)
            .buys("bare", "2025-03-15")
            .when(command)
            .refused(Problem.NOT_ENTITLED, "entitlement", KEY, "tier", "bare");
      }
      AccountStory.opened("2025-04-07T12:00:00Z")
          .buys("advanced", "2025-03-15")
          .when(REQUEST)
          .effective("2025-04-07T12:00:00.000001Z")
          .refused(Problem.FUTURE_DATED);
    }

    @Test
    void startsOnAndAnotherOccurredAtContradict() {
      var request =
          new RequestAccelerator(
              ACCOUNT, "a1", "Pipelines", "Deploy daily", LocalDate.of(2025, 4, 6));
      advanced().when(request).effective("2025-04-07T00:00:00Z").refused(Problem.VALIDATION);
      advanced().when(request).effective("2025-04-06T00:00:00Z").then();
    }

    @Test
    void mayBeALateEntryWithinTheLimit() {
      advanced().now("2025-05-01T12:00:00Z").when(REQUEST).effective("2025-04-01T12:00:00Z").then();
      advanced()
          .now("2025-05-01T12:00:00Z")
          .when(REQUEST)
          .effective("2025-04-01T11:59:59.999999Z")
          .refused(Problem.BACKDATING_LIMIT);
    }
  }

  @Nested
  class StartingWhatWasRequested {
    @Test
    void consumesTheVeryUnitThatWasHeld() {
      var story = advanced().given(startNew("a2")).given(REQUEST);
      assertThat(story.available(KEY)).isEqualTo("0");
      story.now("2025-05-01T12:00:00Z").given(START);
      assertThat(balance(story, "2025-05-01T12:00:00Z").consumed()).hasToString("2");
      assertThat(balance(story, "2025-05-01T12:00:00Z").held()).hasToString("0");
      assertThat(balance(story, "2025-05-01T11:59:59Z").held()).hasToString("1");
      assertThat(plannedEnd(story)).isEqualTo(LocalDate.of(2025, 7, 24));
    }

    @Test
    void consumesInTheYearOfTheStart() {
      var story = advanced().given(REQUEST);
      story.given(new RenewContract(ACCOUNT, "advanced-2025-03-15", "c2", null, null, 12, null));
      story.now("2026-03-15T00:00:00Z").given(START);
      assertThat(balance(story, "2026-03-15T00:00:00Z").consumed()).hasToString("1");
      assertThat(balance(story, "2026-03-14T23:59:59Z").consumed()).hasToString("0");
    }

    @Test
    void isRefusedWhereThatYearHasNoneLeftAndTheHoldStays() {
      var story =
          AccountStory.opened("2025-03-15T00:00:00Z")
              .given(Commands.purchase("c1", "advanced", "2025-03-15", 24))
              .given(Commands.csa("casey"))
              .now("2025-04-07T12:00:00Z")
              .given(REQUEST)
              .now("2026-04-07T12:00:00Z")
              .given(startNew("a2"))
              .given(startNew("a3"));
      story.when(START).refused(Problem.QUOTA_EXHAUSTED);
      assertThat(story.account().accelerators().items().require("a1").state())
          .isEqualTo(State.REQUESTED);
      assertThat(balance(story, "2026-03-14T12:00:00Z").held()).hasToString("1");
    }

    @Test
    void pastTheLimitAwaitsAnotherPersonWhereThePolicySaysSo() {
      var catalogue =
          CatalogueFile.parse(
              """
              catalogue: other
              versions:
                - version: "1"
                  effectiveFrom: 2025-01-01
                  entitlements:
                    accelerator:
                      kind: program
                      period: calendar-month
                      overage: approve
                      program: { length: P84D, returnWithin: P14D }
                  tiers:
                    one: { rank: 1, entitlements: { accelerator: { limit: 1 } } }
              """);
      var story =
          AccountStory.opened("2025-04-07T12:00:00Z", catalogue)
              .buys("one", "2025-03-15")
              .given(REQUEST)
              .now("2025-05-07T12:00:00Z")
              .given(startNew("a2"))
              .given(START);
      assertThat(story.status()).isEqualTo("awaiting-approval");
      assertThat(story.account().accelerators().items().require("a1").state())
          .isEqualTo(State.REQUESTED);
      var pending = (Pending) story.item();
      story.now("2025-05-09T12:00:00Z");
      story.when(new ApprovePending(ACCOUNT, pending.approvalId())).by("approver").then();
      assertThat(item(story).stage().startsOn()).isEqualTo(LocalDate.of(2025, 5, 7));
      assertThat(balance(story, "2025-05-09T12:00:00Z").overage()).hasToString("1");
    }

    @Test
    void drawsAnewWhereTheHoldIsOver() {
      var story = advanced().given(REQUEST);
      story.now("2026-04-01T12:00:00Z").when(START).refused(Problem.NO_CONTRACT_IN_FORCE);
      story.buys("signature", "2026-04-01").given(START);
      assertThat(balance(story, "2026-04-01T12:00:00Z").available()).hasToString("3");
    }

    @Test
    void needsAnArchitectOnTheDay() {
      var story =
          AccountStory.opened("2025-04-07T12:00:00Z").buys("advanced", "2025-03-15").given(REQUEST);
      story.when(START).refused(Problem.INVALID_TRANSITION, "missing", "csa");
      story.now("2025-04-07T15:00:00Z").given(Commands.csa("casey"));
      story.when(startOn("2025-04-07")).then();
    }

    @Test
    void mayBeOnTheDayOfTheRequestButNotBefore() {
      var story = advanced().given(REQUEST).now("2025-04-08T12:00:00Z");
      story.when(startOn("2025-04-06")).refused(Problem.VALIDATION, "field", "startsOn");
      story.when(startOn("2025-04-09")).refused(Problem.FUTURE_DATED);
      story.given(startOn("2025-04-07"));
      assertThat(story.occurredAt()).isEqualTo("2025-04-07T00:00:00Z");
      assertThat(balance(story, "2025-04-07T06:00:00Z").consumed()).hasToString("1");
      assertThat(balance(story, "2025-04-07T12:00:00Z").held()).hasToString("0");
      for (String time : List.of("2025-04-07T06:00:00Z", "2025-04-07T12:00:00Z")) {
        assertThat(asOf(story, time)).as(time).isEqualTo("1");
      }
    }

    @Test
    void hasOneTimeAndATierThatListsPrograms() {
      var story = advanced().given(REQUEST);
      story
          .when(startOn("2025-04-07"))
          .effective("2025-04-08T00:00:00Z")
          .refused(Problem.VALIDATION);
      story.now("2026-03-20T12:00:00Z").when(START).refused(Problem.NO_CONTRACT_IN_FORCE);
      var bare =
          CatalogueFile.parse(
              """
              catalogue: two
              versions:
                - version: "1"
                  effectiveFrom: 2025-01-01
                  entitlements: { accelerator: { kind: program, period: contract } }
                  tiers:
                    bare: { rank: 1, entitlements: {} }
                    full: { rank: 2, entitlements: { accelerator: { limit: 1 } } }
              """);
      AccountStory.opened("2025-04-07T12:00:00Z", bare)
          .given(Commands.until("c1", "full", "2025-04-01", "2025-05-01"))
          .given(Commands.until("c2", "bare", "2025-05-01", "2025-06-01"))
          .given(REQUEST)
          .now("2025-05-01T00:00:00Z")
          .when(START)
          .refused(Problem.NOT_ENTITLED, "entitlement", KEY, "tier", "bare");
    }

    @Test
    void bindsTheBackdatingLimit() {
      var story = advanced().given(REQUEST).now("2025-05-08T12:00:00Z");
      story.when(startOn("2025-04-08")).refused(Problem.BACKDATING_LIMIT);
      story.when(startOn("2025-04-09")).then();
    }

    private String asOf(AccountStory story, String time) {
      return String.valueOf(balance(story, time).available());
    }
  }

  @Nested
  class Cancelling {
    @Test
    void beforeTheStartFreesTheHold() {
      var story = advanced().given(REQUEST);
      story.when(CANCEL).because("not needed").then();
      assertThat(story.available(KEY)).isEqualTo("2");
      assertThat(item(story).stage())
          .isEqualTo(new Cancelled(new Planned(null), LocalDate.of(2025, 4, 7), Cause.CUSTOMER));
    }

    @Test
    void saysWhy() {
      advanced().given(REQUEST).when(CANCEL).refused(Problem.VALIDATION, "field", "reason");
    }

    @Test
    void freesNothingOnceTheHoldIsOver() {
      var story = advanced().given(REQUEST).now("2026-03-15T00:00:00Z");
      story.when(cancel("2026-03-15", Cause.CUSTOMER)).because("not needed").then();
      assertThat(story.status()).isEqualTo("cancelled");
    }

    @Test
    void returnsTheUnitBeforeTheFourteenthDay() {
      var early = advanced().given(START_NEW).now("2025-04-30T12:00:00Z");
      early.when(cancel("2025-04-20", Cause.CUSTOMER)).because("other plans").then();
      assertThat(early.available(KEY)).isEqualTo("2");
      var late = advanced().given(START_NEW).now("2025-04-30T12:00:00Z");
      late.when(cancel("2025-04-21", Cause.CUSTOMER)).because("other plans").then();
      assertThat(late.available(KEY)).isEqualTo("1");
    }

    @Test
    void returnsTheUnitAtAnyTimeWhereTheVendorCausedIt() {
      var story = advanced().given(START_NEW).now("2025-08-01T12:00:00Z");
      story.when(cancel("2025-08-01", Cause.VENDOR)).because("nobody came").then();
      assertThat(story.available(KEY)).isEqualTo("2");
      assertThat(balance(story, "2025-07-31T23:59:59Z").available()).hasToString("1");
      assertThat(item(story).stage())
          .isInstanceOfSatisfying(
              Cancelled.class, cancelled -> assertThat(cancelled.cause()).isEqualTo(Cause.VENDOR));
    }

    @Test
    void inALaterTermReturnsToAYearThatIsOver() {
      var story = advanced().given(START_NEW);
      story.given(new RenewContract(ACCOUNT, "advanced-2025-03-15", "c2", null, null, 12, null));
      story.now("2026-04-01T12:00:00Z");
      story.when(cancel("2026-04-01", Cause.VENDOR)).because("nobody came").then();
      assertThat(story.available(KEY)).isEqualTo("2");
    }
  }

  @Nested
  class InAnotherZone {
    @Test
    void daysAreThoseOfTheAccount() {
      var story =
          AccountStory.opened("2025-03-14T11:00:00Z", CatalogueFile.builtIn(), "Pacific/Auckland")
              .buys("advanced", "2025-03-15")
              .given(Commands.csa("casey"))
              .now("2025-09-27T10:59:00Z")
              .given(START_NEW);
      assertThat(item(story).stage().startsOn()).isEqualTo(LocalDate.of(2025, 9, 27));
      assertThat(plannedEnd(story)).isEqualTo(LocalDate.of(2025, 12, 20));
      story.now("2025-09-28T09:00:00Z").given(PAUSE);
      story.now("2025-09-28T11:30:00Z").given(RESUME);
      assertThat(plannedEnd(story)).isEqualTo(LocalDate.of(2025, 12, 21));
      story.now("2025-10-10T10:59:59Z");
      story.when(cancel("2025-10-11", Cause.CUSTOMER)).because("no").refused(Problem.FUTURE_DATED);
      story.when(cancel("2025-10-10", Cause.CUSTOMER)).because("other plans").then();
      assertThat(story.available(KEY)).isEqualTo("2");
    }
  }
}

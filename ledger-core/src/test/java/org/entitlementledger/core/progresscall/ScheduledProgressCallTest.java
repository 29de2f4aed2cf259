package org.entitlementledger.core.progresscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountStory.ACCOUNT;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.AccountStory;
import org.entitlementledger.core.approval.ApprovalCommand.ApprovePending;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.progresscall.ProgressCallCommand.CancelProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogScheduledProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.RecordProgressCallNoShow;
import org.entitlementledger.core.progresscall.ProgressCallCommand.ScheduleProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.VoidProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallCancelled;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallNoShowRecorded;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallScheduled;
import org.entitlementledger.core.session.Party;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Calls that were scheduled, and what becomes of them. */
class ScheduledProgressCallTest {
  private static final String KEY = "progress-call";
  private static final String MARCH_17 = "2025-03-17T10:00:00Z";
  private static final String MARCH_20 = "2025-03-20T15:00:00Z";

  /** Vendors' no-shows consume, customers' do not; only one tier has calls, one a month. */
  private static final String OTHER_RULES =
      """
      catalogue: other
      versions:
        - version: "1"
          effectiveFrom: 2025-01-01
          entitlements:
            progress-call:
              name: Call
              kind: session
              period: calendar-month
              overage: approve
              session: { customerNoShow: returns, vendorNoShow: consumes }
          tiers:
            bare: { name: Bare, rank: 1, entitlements: {} }
            some:
              name: Some
              rank: 2
              entitlements:
                progress-call: { limit: 1 }
      """;

  private static final AccountCommand SCHEDULE =
      new ScheduleProgressCall(ACCOUNT, "c1", null, null, null);
  private static final AccountCommand LOG =
      new LogScheduledProgressCall(ACCOUNT, "c1", null, null, null);
  private static final AccountCommand CANCEL = new CancelProgressCall(ACCOUNT, "c1");
  private static final AccountCommand VOID = new VoidProgressCall(ACCOUNT, "c1");

  private static AccountCommand noShow(Party by) {
    return new RecordProgressCallNoShow(ACCOUNT, "c1", by);
  }

  private static AccountCommand call(String callId) {
    return new LogProgressCall(ACCOUNT, callId, null, null, null);
  }

  private static AccountStory advanced() {
    return AccountStory.opened(MARCH_17).buys("advanced", "2025-03-15");
  }

  private static AccountStory other(String tier) {
    return AccountStory.opened(MARCH_17, CatalogueFile.parse(OTHER_RULES)).buys(tier, "2025-03-15");
  }

  private static AccountStory scheduled() {
    return scheduled(advanced());
  }

  private static AccountStory scheduled(AccountStory story) {
    return story.when(SCHEDULE).effective(MARCH_20).then();
  }

  private static AccountStory usedUp(AccountStory story) {
    return story.given(call("a")).given(call("b")).given(call("c")).given(call("d"));
  }

  @Nested
  class Scheduling {
    @Test
    void movesNothingAndTakesEffectNow() {
      var story = advanced();
      story
          .when(SCHEDULE)
          .effective(MARCH_20)
          .then(
              new ProgressCallScheduled(
                  Instant.parse(MARCH_17), "c1", Instant.parse(MARCH_20), null, List.of(), null));
      assertThat(story.available(KEY, MARCH_20)).isEqualTo("4");
      assertThat(story.status()).isEqualTo("scheduled");
      assertThat(((ProgressCall) story.item()).occurredAt()).isEqualTo(Instant.parse(MARCH_20));
    }

    @Test
    void mayBeEnteredLate() {
      var story = advanced().now("2025-06-01T00:00:00Z").when(SCHEDULE).effective(MARCH_20).then();
      assertThat(((ProgressCall) story.item()).arrangedAt()).isEqualTo(Instant.parse(MARCH_20));
    }

    @Test
    void needsNoQuota() {
      usedUp(advanced()).when(SCHEDULE).effective(MARCH_20).then();
    }

    @Test
    void needsNoContractYet() {
      AccountStory.opened(MARCH_17).when(SCHEDULE).effective(MARCH_20).then();
      advanced().when(SCHEDULE).effective("2026-03-15T00:00:00Z").then();
    }

    @Test
    void needsTheContractOfThatTimeToListIt() {
      other("bare")
          .when(SCHEDULE)
          .effective("2026-03-14T23:59:59Z")
          .refused(Problem.NOT_ENTITLED, "entitlement", KEY, "tier", "bare");
      other("bare").when(SCHEDULE).effective("2026-03-15T00:00:00Z").then();
    }

    @Test
    void isOncePerIdLoggedOnesIncluded() {
      scheduled().when(SCHEDULE).refused(Problem.DUPLICATE, "callId", "c1");
      scheduled().when(call("c1")).refused(Problem.DUPLICATE, "callId", "c1");
      advanced().given(call("c1")).when(SCHEDULE).refused(Problem.DUPLICATE, "callId", "c1");
    }
  }

  @Nested
  class Logging {
    @Test
    void consumesAtTheScheduledTimeOnceItHasPassed() {
      var story = scheduled().now("2025-04-02T00:00:00Z").given(LOG);
      assertThat(story.available(KEY, MARCH_20)).isEqualTo("3");
      assertThat(story.available(KEY)).isEqualTo("4");
      assertThat(story.status()).isEqualTo("logged");
    }

    @Test
    void consumesNowWhereTheScheduledTimeLiesAhead() {
      var before = scheduled().now("2025-03-20T14:59:59.999999Z").given(LOG);
      assertThat(((ProgressCall) before.item()).occurredAt())
          .isEqualTo(Instant.parse("2025-03-20T14:59:59.999999Z"));
      var at = scheduled().now(MARCH_20).given(LOG);
      assertThat(((ProgressCall) at.item()).occurredAt()).isEqualTo(Instant.parse(MARCH_20));
    }

    @Test
    void consumesInTheMonthOfItsOwnTime() {
      var story = scheduled().now("2025-04-02T00:00:00Z");
      story.when(LOG).effective("2025-04-01T00:00:00Z").then();
      assertThat(story.available(KEY, MARCH_20)).isEqualTo("4");
      assertThat(story.available(KEY)).isEqualTo("3");
      assertThat(((ProgressCall) story.item()).scheduledAt()).isEqualTo(Instant.parse(MARCH_20));
    }

    @Test
    void keepsWhatItDoesNotSayAnew() {
      var story = advanced();
      var ada = new Person("ada", "Ada", null);
      story
          .when(new ScheduleProgressCall(ACCOUNT, "c1", 30, List.of(ada), "Plan"))
          .effective(MARCH_20)
          .then()
          .now(MARCH_20)
          .given(new LogScheduledProgressCall(ACCOUNT, "c1", 50, null, null));
      var call = (ProgressCall) story.item();
      assertThat(call.durationMinutes()).isEqualTo(50);
      assertThat(call.attendeeIds()).containsExactly("ada");
      assertThat(call.summary()).isEqualTo("Plan");
    }

    @Test
    void saysAnewThatNobodyWasThere() {
      var story = advanced();
      story
          .given(
              new ScheduleProgressCall(
                  ACCOUNT, "c1", null, List.of(new Person("ada", null, null)), "Plan"))
          .given(new LogScheduledProgressCall(ACCOUNT, "c1", null, List.of(), "Held"));
      assertThat(((ProgressCall) story.item()).attendeeIds()).isEmpty();
      assertThat(((ProgressCall) story.item()).summary()).isEqualTo("Held");
    }

    @Test
    void isNotBeforeItWasScheduled() {
      var story = scheduled().now(MARCH_20);
      story
          .when(LOG)
          .effective("2025-03-17T09:59:59.999999Z")
          .refused(Problem.VALIDATION, "earliest", Instant.parse(MARCH_17));
      story.when(LOG).effective(MARCH_17).then();
    }

    @Test
    void needsACall() {
      advanced().when(LOG).refused(Problem.NOT_FOUND, "callId", "c1");
    }

    @Test
    void liesNotAhead() {
      scheduled().when(LOG).effective(MARCH_20).refused(Problem.FUTURE_DATED);
    }

    @Test
    void needsAContractThatListsIt() {
      AccountStory.opened(MARCH_17)
          .given(SCHEDULE)
          .when(LOG)
          .refused(Problem.NO_CONTRACT_IN_FORCE, "entitlement", KEY);
      AccountStory.opened(MARCH_17, CatalogueFile.parse(OTHER_RULES))
          .given(SCHEDULE)
          .buys("bare", "2025-03-15")
          .when(LOG)
          .refused(Problem.NOT_ENTITLED, "entitlement", KEY);
    }

    @Test
    void mayBeThirtyDaysLate() {
      scheduled()
          .now("2025-04-19T15:00:00.000001Z")
          .when(LOG)
          .refused(
              Problem.BACKDATING_LIMIT, "earliest", Instant.parse("2025-03-20T15:00:00.000001Z"));
      scheduled().now("2025-04-19T15:00:00Z").given(LOG);
    }

    @Test
    void staysScheduledWithoutOneLeft() {
      var story = usedUp(scheduled()).now(MARCH_20);
      story.when(LOG).refused(Problem.QUOTA_EXHAUSTED, "available", Quantity.ZERO);
      story.now("2025-04-01T00:00:00Z").when(LOG).effective("2025-04-01T00:00:00Z").then();
    }

    @Test
    void happensOnce() {
      scheduled()
          .now(MARCH_20)
          .given(LOG)
          .when(LOG)
          .refused(Problem.INVALID_TRANSITION, "state", "logged", "allowed", List.of("void"));
    }

    @Test
    void waitsForApprovalPastTheLimitWhereThePolicySaysSo() {
      var story = scheduled(other("some").given(call("a"))).now(MARCH_20).given(LOG);
      String approvalId = story.item().id();
      assertThat(story.account().progressCalls().byId().get("c1"))
          .satisfies(call -> assertThat(call.state().key()).isEqualTo("scheduled"));
      story
          .now("2025-03-21T00:00:00Z")
          .when(new ApprovePending(ACCOUNT, approvalId))
          .by("approver")
          .then();
      assertThat(story.status()).isEqualTo("logged");
      assertThat(((ProgressCall) story.item()).occurredAt()).isEqualTo(Instant.parse(MARCH_20));
      assertThat(story.consumed(KEY)).isEqualTo(Quantity.of(2));
    }
  }

  @Nested
  class NotShowing {
    @Test
    void consumesWhereTheCustomerDidNotCome() {
      var story = scheduled().now("2025-03-21T00:00:00Z").given(noShow(Party.CUSTOMER));
      assertThat(story.available(KEY)).isEqualTo("3");
      assertThat(story.status()).isEqualTo("no-show");
      assertThat(((ProgressCall) story.item()).by()).isEqualTo(Party.CUSTOMER);
      assertThat(((ProgressCall) story.item()).occurredAt()).isEqualTo(Instant.parse(MARCH_20));
    }

    @Test
    void consumesNothingWhereTheVendorDidNotCome() {
      var story = usedUp(scheduled()).now("2025-03-21T00:00:00Z");
      story
          .when(noShow(Party.VENDOR))
          .then(
              new ProgressCallNoShowRecorded(
                  Instant.parse(MARCH_20), "c1", Party.VENDOR, List.of()));
      assertThat(story.available(KEY)).isEqualTo("0");
    }

    @Test
    void followsTheTermsWhereTheySayOtherwise() {
      var vendor = scheduled(other("some")).now(MARCH_20).given(noShow(Party.VENDOR));
      assertThat(vendor.available(KEY)).isEqualTo("0");
      var customer = scheduled(other("some")).now(MARCH_20).given(noShow(Party.CUSTOMER));
      assertThat(customer.available(KEY)).isEqualTo("1");
    }

    @Test
    void needsAContractOnlyWhereItConsumes() {
      AccountStory.opened(MARCH_17)
          .given(SCHEDULE)
          .when(noShow(Party.CUSTOMER))
          .refused(Problem.NO_CONTRACT_IN_FORCE, "entitlement", KEY);
      AccountStory.opened(MARCH_17).given(SCHEDULE).given(noShow(Party.VENDOR));
    }

    @Test
    void needsTermsThatListItOnlyWhereItConsumes() {
      var story =
          AccountStory.opened(MARCH_17, CatalogueFile.parse(OTHER_RULES))
              .given(SCHEDULE)
              .buys("bare", "2025-03-15");
      story.when(noShow(Party.CUSTOMER)).refused(Problem.NOT_ENTITLED, "entitlement", KEY);
      story.given(noShow(Party.VENDOR));
    }

    @Test
    void isBoundByTheBackdatingLimitOnlyWhereItConsumes() {
      var story = scheduled().now("2025-04-19T15:00:00.000001Z");
      story.when(noShow(Party.CUSTOMER)).refused(Problem.BACKDATING_LIMIT);
      story.given(noShow(Party.VENDOR));
      scheduled().now("2025-04-19T15:00:00Z").given(noShow(Party.CUSTOMER));
    }

    @Test
    void isRefusedWithoutOneLeftWhereItConsumes() {
      usedUp(scheduled())
          .now(MARCH_20)
          .when(noShow(Party.CUSTOMER))
          .refused(Problem.QUOTA_EXHAUSTED, "available", Quantity.ZERO);
    }

    @Test
    void isToldOnceItsTimeHasCome() {
      for (Party by : Party.values()) {
        var story = scheduled().now("2025-03-20T14:59:59.999999Z");
        story.when(noShow(by)).refused(Problem.FUTURE_DATED, "occurredAt", Instant.parse(MARCH_20));
        story.now(MARCH_20).given(noShow(by));
        assertThat(((ProgressCall) story.item()).occurredAt()).isEqualTo(Instant.parse(MARCH_20));
      }
    }

    @Test
    void hasNoOtherTimeThanItsSession() {
      for (Party by : Party.values()) {
        var story = scheduled().now("2025-04-02T00:00:00Z");
        for (String other : List.of("2025-03-20T14:59:59Z", "2025-04-01T00:00:00Z")) {
          story
              .when(noShow(by))
              .effective(other)
              .refused(Problem.VALIDATION, "scheduledAt", Instant.parse(MARCH_20));
        }
        story.when(noShow(by)).effective(MARCH_20).then();
      }
    }

    @Test
    void needsAScheduledCall() {
      advanced().when(noShow(Party.VENDOR)).refused(Problem.NOT_FOUND, "callId", "c1");
      for (Party by : Party.values()) {
        advanced()
            .given(call("c1"))
            .when(noShow(by))
            .refused(Problem.INVALID_TRANSITION, "state", "logged", "allowed", List.of("void"));
      }
    }

    @Test
    void canBeVoided() {
      var story = scheduled().now("2025-03-21T00:00:00Z").given(noShow(Party.CUSTOMER));
      story.when(VOID).because("They did come").then();
      assertThat(story.available(KEY)).isEqualTo("4");
      story.when(VOID).because("Again").refused(Problem.ALREADY_CORRECTED);
      var nothing = scheduled().now("2025-03-21T00:00:00Z").given(noShow(Party.VENDOR));
      nothing.when(VOID).because("We did come").then();
      assertThat(nothing.status()).isEqualTo("voided");
    }
  }

  @Nested
  class Cancelling {
    @Test
    void movesNothing() {
      var story = scheduled();
      story.when(CANCEL).then(new ProgressCallCancelled(Instant.parse(MARCH_17), "c1"));
      assertThat(story.status()).isEqualTo("cancelled");
      assertThat(story.available(KEY)).isEqualTo("4");
    }

    @Test
    void needsNoContractAndMayBeLate() {
      AccountStory.opened(MARCH_17)
          .given(SCHEDULE)
          .now("2025-09-01T00:00:00Z")
          .when(CANCEL)
          .effective("2025-03-18T00:00:00Z")
          .then();
    }

    @Test
    void liesNotAheadNorBeforeItWasScheduled() {
      var story = scheduled();
      story.when(CANCEL).effective("2025-03-17T10:00:00.000001Z").refused(Problem.FUTURE_DATED);
      story
          .when(CANCEL)
          .effective("2025-03-17T09:59:59.999999Z")
          .refused(Problem.VALIDATION, "earliest", Instant.parse(MARCH_17));
    }

    @Test
    void needsACallThatWasNotHeld() {
      advanced().when(CANCEL).refused(Problem.NOT_FOUND, "callId", "c1");
      scheduled()
          .given(LOG)
          .when(CANCEL)
          .refused(Problem.INVALID_TRANSITION, "state", "logged", "allowed", List.of("void"));
      scheduled()
          .now(MARCH_20)
          .given(noShow(Party.VENDOR))
          .when(CANCEL)
          .refused(Problem.INVALID_TRANSITION, "state", "no-show", "allowed", List.of("void"));
    }

    @Test
    void isFinal() {
      for (AccountCommand next : List.of(CANCEL, LOG, noShow(Party.VENDOR))) {
        scheduled()
            .given(CANCEL)
            .now(MARCH_20)
            .when(next)
            .refused(Problem.INVALID_TRANSITION, "state", "cancelled", "allowed", List.of());
      }
      scheduled()
          .given(CANCEL)
          .when(VOID)
          .because("Error")
          .refused(Problem.INVALID_TRANSITION, "state", "cancelled", "allowed", List.of());
    }
  }

  @Nested
  class Voiding {
    @Test
    void returnsTheUnitOfALoggedOne() {
      var story = scheduled().now("2025-04-02T00:00:00Z").given(LOG);
      story.when(VOID).because("Error").then();
      assertThat(story.available(KEY, MARCH_20)).isEqualTo("4");
    }

    @Test
    void isFinal() {
      var story = scheduled().now("2025-04-02T00:00:00Z").given(LOG);
      story.when(VOID).because("Error").then();
      for (AccountCommand next : List.of(CANCEL, LOG, noShow(Party.VENDOR))) {
        story
            .when(next)
            .refused(Problem.INVALID_TRANSITION, "state", "voided", "allowed", List.of());
      }
    }

    @Test
    void hasNothingToCorrectInAScheduledOne() {
      scheduled()
          .when(VOID)
          .because("Error")
          .refused(
              Problem.INVALID_TRANSITION,
              "state",
              "scheduled",
              "allowed",
              List.of("log", "no-show", "cancellation"));
      scheduled().when(VOID).because("Error").effective(MARCH_20).refused(Problem.FUTURE_DATED);
    }
  }
}

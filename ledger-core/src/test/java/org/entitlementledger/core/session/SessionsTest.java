package org.entitlementledger.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.Commands.purchase;
import static org.entitlementledger.core.Commands.until;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.AccountFixture;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.progresscall.ProgressCallCommand.CancelProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogScheduledProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.RecordProgressCallNoShow;
import org.entitlementledger.core.progresscall.ProgressCallCommand.ScheduleProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.VoidProgressCall;
import org.entitlementledger.core.roireview.RoiReviewCommand.CancelRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.DeliverRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.DeliverScheduledRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.RecordRoiReviewNoShow;
import org.entitlementledger.core.roireview.RoiReviewCommand.ScheduleRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.VoidRoiReview;
import org.entitlementledger.core.workshop.WorkshopCommand.CancelWorkshop;
import org.entitlementledger.core.workshop.WorkshopCommand.DeliverScheduledWorkshop;
import org.entitlementledger.core.workshop.WorkshopCommand.DeliverWorkshop;
import org.entitlementledger.core.workshop.WorkshopCommand.RecordWorkshopNoShow;
import org.entitlementledger.core.workshop.WorkshopCommand.ScheduleWorkshop;
import org.entitlementledger.core.workshop.WorkshopCommand.VoidWorkshop;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What progress calls, reviews and workshops have in common, command by command. */
class SessionsTest {
  private static final String NOW = "2025-03-20T12:00:00Z";
  private static final String AHEAD = "2025-03-20T12:00:00.000001Z";

  /** Thirty days before {@link #NOW}, and just before that. */
  private static final String LIMIT = "2025-02-18T12:00:00Z";

  private static final String TOO_LATE = "2025-02-18T11:59:59.999999Z";

  private static final Catalogue CATALOGUE =
      CatalogueFile.parse(
          """
          catalogue: sessions
          versions:
            - version: "1"
              effectiveFrom: 2025-01-01
              policies: { period: contract-year }
              entitlements:
                progress-call: { kind: session }
                roi-review: { kind: session }
                workshop: { kind: session }
              tiers:
                bare: { rank: 1, entitlements: {} }
                one:
                  rank: 2
                  entitlements:
                    progress-call: { limit: 1 }
                    roi-review: { limit: 1 }
                    workshop: { limit: 1 }
          """);

  /** The commands of one sort, about the session {@code s1}. */
  record Sort(
      String key,
      String idField,
      String holding,
      AccountCommand other,
      AccountCommand held,
      AccountCommand schedule,
      AccountCommand heldAsScheduled,
      AccountCommand customerNoShow,
      AccountCommand vendorNoShow,
      AccountCommand cancel,
      AccountCommand correct) {
    @Override
    public String toString() {
      return key;
    }

    AccountFixture account() {
      return AccountFixture.opened("UTC", NOW, CATALOGUE)
          .now("2025-02-01T00:00:00Z")
          .given(purchase("c1", "one", "2025-02-01"))
          .now(NOW);
    }

    /** With one that was to be held at {@code time}, arranged at {@link #LIMIT}'s day or before. */
    AccountFixture scheduled() {
      AccountFixture account = account().now("2025-02-10T00:00:00Z");
      account.when(schedule).effective("2025-03-20").accepted();
      return account.now(NOW);
    }

    AccountFixture without() {
      return AccountFixture.opened("UTC", NOW, CATALOGUE);
    }

    AccountFixture bare() {
      return without().given(purchase("c1", "bare", "2025-03-20"));
    }

    List<String> afterScheduling() {
      return List.of(holding, "no-show", "cancellation");
    }
  }

  static Stream<Sort> sorts() {
    return Stream.of(
        new Sort(
            "progress-call",
            "callId",
            "log",
            new LogProgressCall(ACCOUNT, "s2", null, null, null),
            new LogProgressCall(ACCOUNT, "s1", null, null, null),
            new ScheduleProgressCall(ACCOUNT, "s1", null, null, null),
            new LogScheduledProgressCall(ACCOUNT, "s1", null, null, null),
            new RecordProgressCallNoShow(ACCOUNT, "s1", Party.CUSTOMER),
            new RecordProgressCallNoShow(ACCOUNT, "s1", Party.VENDOR),
            new CancelProgressCall(ACCOUNT, "s1"),
            new VoidProgressCall(ACCOUNT, "s1")),
        new Sort(
            "roi-review",
            "reviewId",
            "delivery",
            new DeliverRoiReview(ACCOUNT, "s2", null, null, null, null, null),
            new DeliverRoiReview(ACCOUNT, "s1", null, null, null, null, null),
            new ScheduleRoiReview(ACCOUNT, "s1", null, null, null),
            new DeliverScheduledRoiReview(ACCOUNT, "s1", null, null, null, null, null),
            new RecordRoiReviewNoShow(ACCOUNT, "s1", Party.CUSTOMER),
            new RecordRoiReviewNoShow(ACCOUNT, "s1", Party.VENDOR),
            new CancelRoiReview(ACCOUNT, "s1"),
            new VoidRoiReview(ACCOUNT, "s1")),
        new Sort(
            "workshop",
            "workshopId",
            "delivery",
            new DeliverWorkshop(ACCOUNT, "s2", null, null, null, null),
            new DeliverWorkshop(ACCOUNT, "s1", null, null, null, null),
            new ScheduleWorkshop(ACCOUNT, "s1", null, null, null, null),
            new DeliverScheduledWorkshop(ACCOUNT, "s1", null, null, null),
            new RecordWorkshopNoShow(ACCOUNT, "s1", Party.CUSTOMER),
            new RecordWorkshopNoShow(ACCOUNT, "s1", Party.VENDOR),
            new CancelWorkshop(ACCOUNT, "s1"),
            new VoidWorkshop(ACCOUNT, "s1")));
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void oneIsHeldWithoutASchedule(Sort sort) {
    AccountFixture account = sort.account();
    account.when(sort.held()).effective(AHEAD).refused(Problem.FUTURE_DATED);
    account.when(sort.held()).effective(TOO_LATE).refused(Problem.BACKDATING_LIMIT);
    account.when(sort.held()).effective("2025-01-31").refused(Problem.NO_CONTRACT_IN_FORCE);
    account.when(sort.held()).effective(LIMIT).accepted();
    assertThat(account.available(sort.key())).isEqualTo("0");
    account.when(sort.held()).refused(Problem.DUPLICATE);
    assertThat(account.when(sort.other()).refused(Problem.QUOTA_EXHAUSTED).facts())
        .containsEntry("entitlement", sort.key())
        .containsEntry("available", Quantity.ZERO);
    sort.without().when(sort.held()).refused(Problem.NO_CONTRACT_IN_FORCE);
    sort.bare().when(sort.held()).refused(Problem.NOT_ENTITLED);
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void oneIsScheduledWhereTheTermsListItOrNoneAreInForce(Sort sort) {
    AccountFixture account = sort.account();
    account.when(sort.schedule()).effective("2025-06-01").accepted();
    assertThat(account.available(sort.key(), "2025-06-01T00:00:00Z")).isEqualTo("1");
    assertThat(account.when(sort.schedule()).refused(Problem.DUPLICATE).facts())
        .containsEntry(sort.idField(), "s1");
    sort.without().given(sort.schedule());
    sort.bare().when(sort.schedule()).refused(Problem.NOT_ENTITLED);
    sort.bare().when(sort.schedule()).effective("2026-03-19").refused(Problem.NOT_ENTITLED);
    sort.bare().when(sort.schedule()).effective("2026-03-20").accepted();
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void aScheduledOneIsHeldAsOneWithoutASchedule(Sort sort) {
    AccountCommand step = sort.heldAsScheduled();
    assertThat(sort.account().when(step).refused(Problem.NOT_FOUND).facts())
        .containsEntry(sort.idField(), "s1");
    AccountFixture account = sort.scheduled();
    assertThat(
            account
                .when(step)
                .effective("2025-02-09T23:59:59.999999Z")
                .refused(Problem.VALIDATION)
                .facts())
        .containsEntry("earliest", Instant.parse("2025-02-10T00:00:00Z"));
    account.when(step).effective(AHEAD).refused(Problem.FUTURE_DATED);
    account.when(step).effective(TOO_LATE).refused(Problem.BACKDATING_LIMIT);
    account.when(step).effective(LIMIT).accepted();
    assertThat(account.available(sort.key())).isEqualTo("0");
    assertThat(account.when(step).refused(Problem.INVALID_TRANSITION).facts())
        .containsEntry("allowed", List.of("void"));
    refusedAsAnyUse(sort, step);
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void aCustomersNoShowConsumesAtTheTimeOfTheSession(Sort sort) {
    AccountCommand step = sort.customerNoShow();
    assertThat(sort.account().when(step).refused(Problem.NOT_FOUND).facts())
        .containsEntry(sort.idField(), "s1");
    sort.scheduled().now("2025-03-19T23:59:59.999999Z").when(step).refused(Problem.FUTURE_DATED);
    sort.scheduled().when(step).effective("2025-03-19").refused(Problem.VALIDATION);
    sort.scheduled().when(step).effective(NOW).refused(Problem.VALIDATION);
    sort.scheduled()
        .now("2025-04-19T00:00:00.000001Z")
        .when(step)
        .refused(Problem.BACKDATING_LIMIT);
    AccountFixture account = sort.scheduled().now("2025-04-19T00:00:00Z").given(step);
    assertThat(account.available(sort.key())).isEqualTo("0");
    assertThat(account.when(step).refused(Problem.INVALID_TRANSITION).facts())
        .containsEntry("allowed", List.of("void"));
    refusedAsAnyUse(sort, step);
  }

  private static void refusedAsAnyUse(Sort sort, AccountCommand step) {
    sort.scheduled().given(sort.other()).when(step).refused(Problem.QUOTA_EXHAUSTED);
    sort.without().given(sort.schedule()).when(step).refused(Problem.NO_CONTRACT_IN_FORCE);
    sort.without()
        .given(sort.schedule(), until("c1", "bare", "2025-03-20", "2025-04-01"))
        .when(step)
        .refused(Problem.NOT_ENTITLED);
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void aVendorsNoShowMovesNothing(Sort sort) {
    AccountCommand step = sort.vendorNoShow();
    sort.account().when(step).refused(Problem.NOT_FOUND);
    AccountFixture account = sort.scheduled().given(sort.other());
    account.when(step).effective("2025-03-19").refused(Problem.VALIDATION);
    account.now("2025-03-19T23:59:59Z").when(step).refused(Problem.FUTURE_DATED);
    account.now("2025-09-01T00:00:00Z").given(step);
    account.when(step).refused(Problem.INVALID_TRANSITION);
    account
        .when(sort.heldAsScheduled())
        .effective("2025-08-31")
        .refused(Problem.INVALID_TRANSITION);
    sort.without().given(sort.schedule(), step);
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void aCancellationNeedsNeitherContractNorQuota(Sort sort) {
    AccountCommand step = sort.cancel();
    assertThat(sort.account().when(step).refused(Problem.NOT_FOUND).facts())
        .containsEntry(sort.idField(), "s1");
    AccountFixture account = sort.scheduled().given(sort.other());
    account.when(step).effective("2025-02-09T23:59:59.999999Z").refused(Problem.VALIDATION);
    account.when(step).effective(AHEAD).refused(Problem.FUTURE_DATED);
    account.when(step).effective("2025-02-10").accepted();
    account.when(step).refused(Problem.INVALID_TRANSITION);
    account.when(sort.heldAsScheduled()).refused(Problem.INVALID_TRANSITION);
    sort.without().given(sort.schedule(), step);
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void oneIsVoidedOnceItWasHeldOrMissed(Sort sort) {
    AccountCommand correct = sort.correct();
    AccountFixture none = sort.account();
    none.when(correct).refused(Problem.VALIDATION);
    none.when(correct).because("error").refused(Problem.NOT_FOUND);
    assertThat(
            sort.scheduled()
                .when(correct)
                .because("error")
                .refused(Problem.INVALID_TRANSITION)
                .facts())
        .containsEntry("state", "scheduled")
        .containsEntry("allowed", sort.afterScheduling());
    assertThat(
            sort.scheduled()
                .given(sort.cancel())
                .when(correct)
                .because("error")
                .refused(Problem.INVALID_TRANSITION)
                .facts())
        .containsEntry("state", "cancelled")
        .containsEntry("allowed", List.of());
    sort.scheduled().given(sort.vendorNoShow()).when(correct).because("error").accepted();

    AccountFixture account = sort.account();
    account.when(sort.held()).effective("2025-03-19").accepted();
    account
        .when(correct)
        .because("error")
        .effective("2025-03-18T23:59:59.999999Z")
        .refused(Problem.VALIDATION);
    account.when(correct).because("error").effective(AHEAD).refused(Problem.FUTURE_DATED);
    account.when(correct).because("error").accepted();
    assertThat(account.available(sort.key(), "2025-03-19T00:00:00Z")).isEqualTo("1");
    assertThat(account.when(correct).because("error").refused(Problem.ALREADY_CORRECTED).facts())
        .containsEntry(sort.idField(), "s1");
    account.when(sort.held()).refused(Problem.DUPLICATE);
  }
}

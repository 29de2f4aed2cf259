package org.entitlementledger.core.progresscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountStory.ACCOUNT;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.entitlementledger.core.AccountStory;
import org.entitlementledger.core.Form;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.VoidProgressCall;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that were held without having been scheduled, and their voids. */
class ProgressCallTest {
  private static final String KEY = "progress-call";

  private static AccountStory advanced() {
    return AccountStory.opened("2025-03-17T10:00:00Z").buys("advanced", "2025-03-15");
  }

  private static LogProgressCall call(@Nullable String callId) {
    return new LogProgressCall(ACCOUNT, callId, null, null, null);
  }

  private static AccountStory usedUp() {
    return advanced().given(call("c1")).given(call("c2")).given(call("c3")).given(call("c4"));
  }

  @Nested
  class Logging {
    @Test
    void consumesOneOfItsMonth() {
      var story = advanced().given(call("c1"));
      assertThat(story.available(KEY)).isEqualTo("3");
      assertThat(story.available(KEY, "2025-04-01T00:00:00Z")).isEqualTo("4");
      assertThat(story.status()).isEqualTo("logged");
    }

    @Test
    void tellsWhatTheCommandTold() {
      var person = new Person("p-1", "Ada", "ada@example.com");
      var story = advanced();
      story.when(new LogProgressCall(ACCOUNT, null, 30, List.of(person), "Went well")).then();
      var logged = (ProgressCall) story.item();
      assertThat(logged.callId()).isEqualTo("made-1");
      assertThat(logged.occurredAt()).isEqualTo(Instant.parse("2025-03-17T10:00:00Z"));
      assertThat(logged.durationMinutes()).isEqualTo(30);
      assertThat(logged.attendeeIds()).containsExactly("p-1");
      assertThat(logged.summary()).isEqualTo("Went well");
      assertThat(logged.scheduledAt()).isNull();
      assertThat(logged.draws()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_440})
    void takesUpToADay(int minutes) {
      advanced().given(new LogProgressCall(ACCOUNT, "c1", minutes, null, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_441, -1})
    void takesNoOtherDuration(int minutes) {
      Form.refused(
          "durationMinutes", () -> new LogProgressCall(ACCOUNT, "c1", minutes, null, null));
    }

    @Test
    void hasUpToAThousandAttendees() {
      var person = new Person("p-1", null, null);
      advanced().given(new LogProgressCall(ACCOUNT, "c1", null, people(person, 1_000), null));
      Form.refused(
          "attendees", () -> new LogProgressCall(ACCOUNT, "c1", null, people(person, 1_001), null));
    }

    private static List<Person> people(Person person, int count) {
      return Collections.nCopies(count, person);
    }

    @Test
    @SuppressWarnings("NullAway") // JSON may hold a null
    void hasNoMissingAttendee() {
      Form.refused(
          "attendees",
          () -> new LogProgressCall(ACCOUNT, "c1", null, Collections.singletonList(null), null));
    }

    @Test
    void hasAnIdAndASummaryOfTheUsualForm() {
      Form.refused("callId", () -> call("-"));
      String longest = "x".repeat(4_000);
      advanced().given(new LogProgressCall(ACCOUNT, "c1", null, null, longest));
      Form.refused("summary", () -> new LogProgressCall(ACCOUNT, "c1", null, null, longest + "x"));
    }

    @Test
    void isOncePerId() {
      advanced()
          .given(call("c1"))
          .when(call("c1"))
          .effective("2025-03-18T10:00:00Z")
          .refused(Problem.DUPLICATE, "callId", "c1");
    }

    @Test
    void liesNotAhead() {
      var story = advanced();
      story
          .when(call("c1"))
          .effective("2025-03-17T10:00:00.000001Z")
          .refused(Problem.FUTURE_DATED, "now", Instant.parse("2025-03-17T10:00:00Z"));
      story.when(call("c1")).effective("2025-03-17T10:00:00Z").then();
    }

    @Test
    void needsAContractInForce() {
      var story = advanced();
      story
          .when(call("c1"))
          .effective("2025-03-14T23:59:59.999999Z")
          .refused(Problem.NO_CONTRACT_IN_FORCE, "entitlement", KEY);
      story.when(call("c1")).effective("2025-03-15T00:00:00Z").then();
      story.now("2026-03-16T00:00:00Z");
      story
          .when(call("c2"))
          .effective("2026-03-15T00:00:00Z")
          .refused(Problem.NO_CONTRACT_IN_FORCE, "entitlement", KEY);
      story.when(call("c2")).effective("2026-03-14T23:59:59.999999Z").then();
    }

    @Test
    void mayBeThirtyDaysLate() {
      var story = advanced().now("2025-05-01T10:00:00Z");
      story
          .when(call("c1"))
          .effective("2025-04-01T09:59:59.999999Z")
          .refused(Problem.BACKDATING_LIMIT, "earliest", Instant.parse("2025-04-01T10:00:00Z"));
      story.when(call("c1")).effective("2025-04-01T10:00:00Z").then();
    }

    @Test
    void isRefusedWithoutOneLeft() {
      usedUp()
          .when(call("c5"))
          .refused(
              Problem.QUOTA_EXHAUSTED,
              "available",
              Quantity.ZERO,
              "resetsAt",
              Instant.parse("2025-04-01T00:00:00Z"))
          .now("2025-04-01T00:00:00Z")
          .given(call("c5"));
    }
  }

  @Nested
  class Voiding {
    @Test
    void returnsTheUnitToItsMonth() {
      var story = usedUp().now("2025-04-02T10:00:00Z");
      story.when(new VoidProgressCall(ACCOUNT, "c1")).because("Nobody called").then();
      assertThat(story.status()).isEqualTo("voided");
      assertThat(story.available(KEY, "2025-03-31T00:00:00Z")).isEqualTo("1");
      assertThat(story.available(KEY)).isEqualTo("4");
    }

    @Test
    void takesEffectWhenTheCallDidUnlessSaidLater() {
      var story = usedUp().now("2025-03-20T00:00:00Z");
      story.when(correction("c1")).because("Error").then();
      assertThat(story.occurredAt()).isEqualTo(Instant.parse("2025-03-17T10:00:00Z"));
      story
          .when(correction("c2"))
          .because("Error")
          .effective("2025-03-17T09:59:59.999999Z")
          .refused(
              Problem.VALIDATION,
              "field",
              "occurredAt",
              "earliest",
              Instant.parse("2025-03-17T10:00:00Z"));
      story
          .when(correction("c2"))
          .because("Error")
          .effective("2025-03-20T00:00:00.000001Z")
          .refused(Problem.FUTURE_DATED);
      story.when(correction("c2")).because("Error").effective("2025-03-20T00:00:00Z").then();
      assertThat(story.occurredAt()).isEqualTo(Instant.parse("2025-03-20T00:00:00Z"));
    }

    private static VoidProgressCall correction(String callId) {
      return new VoidProgressCall(ACCOUNT, callId);
    }

    @Test
    void isNotBoundByTheBackdatingLimit() {
      var story = usedUp().now("2025-12-01T00:00:00Z");
      story.when(correction("c1")).because("Error").then();
      assertThat(story.available(KEY, "2025-03-31T00:00:00Z")).isEqualTo("1");
    }

    @Test
    void saysWhy() {
      usedUp().when(correction("c1")).refused(Problem.VALIDATION, "field", "reason");
      usedUp().when(correction("c1")).because(" ").refused(Problem.VALIDATION, "field", "reason");
    }

    @Test
    void needsACall() {
      usedUp().when(correction("c9")).because("Error").refused(Problem.NOT_FOUND, "callId", "c9");
    }

    @Test
    void happensOnce() {
      var story = usedUp();
      story.when(correction("c1")).because("Error").then();
      story
          .when(correction("c1"))
          .because("Error")
          .refused(Problem.ALREADY_CORRECTED, "callId", "c1");
    }

    @Test
    void leavesTheIdTaken() {
      var story = usedUp();
      story.when(correction("c1")).because("Error").then();
      story.when(call("c1")).refused(Problem.DUPLICATE, "callId", "c1");
      story.given(call("c5"));
    }

    @Test
    void keepsWhatWasLogged() {
      var story = advanced().given(new LogProgressCall(ACCOUNT, "c1", 45, null, "Held"));
      var logged = (ProgressCall) story.item();
      story.when(correction("c1")).because("Error").then();
      var voided = (ProgressCall) story.item();
      assertThat(voided.occurredAt()).isEqualTo(logged.occurredAt());
      assertThat(voided.durationMinutes()).isEqualTo(45);
      assertThat(voided.draws()).isEqualTo(logged.draws());
    }
  }

  @Test
  void whatIsUnlimitedIsCountedAllTheSame() {
    var story = AccountStory.opened("2025-05-02T00:00:00Z").buys("signature", "2025-05-01");
    story.given(call("c1")).given(call("c2")).given(call("c3")).given(call("c4")).given(call("c5"));
    assertThat(story.available(KEY)).isEqualTo("unlimited");
    assertThat(story.consumed(KEY)).isEqualTo(Quantity.of(5));
    story.when(new VoidProgressCall(ACCOUNT, "c5")).because("Error").then();
    assertThat(story.consumed(KEY)).isEqualTo(Quantity.of(4));
  }
}

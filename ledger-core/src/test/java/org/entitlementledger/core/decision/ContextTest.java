package org.entitlementledger.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.entitlementledger.core.AccountFixture;
import org.entitlementledger.core.CountedIds;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The times and circumstances of a decision. */
class ContextTest {
  private static final Instant NOW = Instant.parse("2025-03-31T12:00:00Z");
  private static final Instant AHEAD = NOW.plusNanos(1_000);
  private static final AccountZone UTC = AccountZone.of(ZoneOffset.UTC);
  private static final AccountZone AUCKLAND = AccountZone.of(ZoneId.of("Pacific/Auckland"));

  private static Context context(@Nullable String occurredAt, @Nullable String reason) {
    return new Context(
        NOW,
        occurredAt == null ? null : AccountFixture.parse(occurredAt),
        "operator",
        reason,
        null,
        null,
        CatalogueFile.builtIn(),
        (kind, ids) -> null,
        new CountedIds());
  }

  private static Refusal refused(Problem problem, Runnable asked) {
    try {
      asked.run();
    } catch (Refusal refusal) {
      assertThat(refusal.problem()).as(refusal.detail()).isEqualTo(problem);
      return refusal;
    }
    throw new AssertionError("it was accepted");
  }

  @Test
  void theEffectiveTimeIsNowUnlessTheClientSaysOtherwise() {
    assertThat(context(null, null).effectiveAt(AUCKLAND)).isEqualTo(NOW);
    assertThat(context("2025-03-20T08:00:00Z", null).effectiveAt(AUCKLAND))
        .isEqualTo("2025-03-20T08:00:00Z");
    assertThat(context("2025-03-20", null).effectiveAt(AUCKLAND)).isEqualTo("2025-03-19T11:00:00Z");
  }

  @Test
  void aFieldOfItsOwnSaysWhenAndOccurredAtMaySayTheSame() {
    When own = new When.On(LocalDate.of(2025, 3, 20));
    assertThat(context(null, null).effectiveAt("startsOn", null, AUCKLAND)).isEqualTo(NOW);
    assertThat(context("2025-03-20", null).effectiveAt("startsOn", null, UTC))
        .isEqualTo("2025-03-20T00:00:00Z");
    assertThat(context(null, null).effectiveAt("startsOn", own, AUCKLAND))
        .isEqualTo("2025-03-19T11:00:00Z");
    assertThat(context("2025-03-19T11:00:00Z", null).effectiveAt("startsOn", own, AUCKLAND))
        .isEqualTo("2025-03-19T11:00:00Z");
    assertThat(
            refused(
                    Problem.VALIDATION,
                    () ->
                        context("2025-03-19T11:00:00.000001Z", null)
                            .effectiveAt("startsOn", own, AUCKLAND))
                .facts())
        .containsEntry("field", "occurredAt")
        .containsEntry("startsOn", Instant.parse("2025-03-19T11:00:00Z"));
  }

  @Test
  void aCorrectionTakesEffectWithWhatItCorrectsOrLater() {
    Instant corrected = Instant.parse("2025-02-01T00:00:00Z");
    assertThat(context(null, null).correctionOf(corrected, UTC)).isEqualTo(corrected);
    assertThat(context("2025-02-01", null).correctionOf(corrected, UTC)).isEqualTo(corrected);
    assertThat(context("2025-03-31T12:00:00Z", null).correctionOf(corrected, UTC)).isEqualTo(NOW);
    assertThat(
            refused(
                    Problem.VALIDATION,
                    () -> context("2025-01-31T23:59:59.999999Z", null).correctionOf(corrected, UTC))
                .facts())
        .containsEntry("earliest", corrected);
    refused(
        Problem.FUTURE_DATED,
        () -> context("2025-03-31T12:00:00.000001Z", null).correctionOf(corrected, UTC));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "\t\n"})
  void aReasonIsSaidWhereItIsRequired(@Nullable String reason) {
    assertThat(refused(Problem.VALIDATION, () -> context(null, reason).requireReason()).facts())
        .containsEntry("field", "reason");
    assertThat(context(null, "error").requireReason()).isEqualTo("error");
  }

  @Test
  void nothingHasHappenedAheadOfNow() {
    context(null, null).refuseAhead(NOW);
    assertThat(refused(Problem.FUTURE_DATED, () -> context(null, null).refuseAhead(AHEAD)).facts())
        .containsEntry("occurredAt", AHEAD)
        .containsEntry("now", NOW);
    assertThat(context(null, null).notAfterNow(AHEAD)).isEqualTo(NOW);
    assertThat(context(null, null).notAfterNow(NOW.minusNanos(1_000)))
        .isEqualTo(NOW.minusNanos(1_000));
  }

  /** At the very limit accepted; the days are those of the zone, whose clock changes in between. */
  @ParameterizedTest
  @CsvSource({
    "P30D, UTC,              2025-03-01T12:00:00Z",
    "P1M,  UTC,              2025-02-28T12:00:00Z",
    "P0D,  UTC,              2025-03-31T12:00:00Z",
    "P1Y,  UTC,              2024-03-31T12:00:00Z",
    "P30D, America/New_York, 2025-03-01T13:00:00Z",
    "P30D, Asia/Kathmandu,   2025-03-01T12:00:00Z",
  })
  void lateEntriesAreAcceptedUpToTheLimit(Period limit, String zone, String earliest) {
    Instant first = Instant.parse(earliest);
    context(null, null).refuseTooLate(first, limit, AccountZone.of(ZoneId.of(zone)));
    assertThat(
            refused(
                    Problem.BACKDATING_LIMIT,
                    () ->
                        context(null, null)
                            .refuseTooLate(
                                first.minusNanos(1_000), limit, AccountZone.of(ZoneId.of(zone))))
                .facts())
        .containsEntry("earliest", first)
        .containsEntry("backdating", limit.toString());
  }

  @Test
  void whatWasAskedForInTimeIsApprovedLater() {
    Instant longAgo = Instant.parse("2024-01-01T00:00:00Z");
    Context approved = context(null, null).approved("asker", "a rush", longAgo);
    approved.refuseTooLate(longAgo, Period.ofDays(30), UTC);
    assertThat(approved.effectiveAt(UTC)).isEqualTo(longAgo);
    assertThat(approved.actor()).isEqualTo("asker");
    assertThat(approved.approvedBy()).isEqualTo("operator");
    assertThat(approved.reason()).isEqualTo("a rush");
  }

  @Test
  void anIdIsMadeWhereNoneIsGiven() {
    assertThat(context(null, null).idOr("a1")).isEqualTo("a1");
    assertThat(context(null, null).idOr(null)).isEqualTo("made-1");
  }
}

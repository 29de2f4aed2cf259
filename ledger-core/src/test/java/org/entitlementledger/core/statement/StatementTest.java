package org.entitlementledger.core.statement;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.AccountFixture;
import org.entitlementledger.core.Hours;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.catalogue.EntitlementTerms.Metering;
import org.entitlementledger.core.catalogue.Kind;
import org.entitlementledger.core.catalogue.QuotaPolicy;
import org.entitlementledger.core.catalogue.Recurrence;
import org.entitlementledger.core.catalogue.Terms;
import org.entitlementledger.core.contract.ContractCommand.ChangeTier;
import org.entitlementledger.core.contract.ContractEvent.ContractPurchased;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.entitlementledger.core.quota.Quota;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.core.statement.JournalEntry.Place;
import org.entitlementledger.core.statement.JournalEntry.Recorded;
import org.entitlementledger.core.team.Team;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatementTest {
  private static final String KEY = "progress-call";
  private static final ZoneId UTC = ZoneOffset.UTC;
  private static final Place START = Place.before(Instant.EPOCH);

  private static Contracts contracts(
      Recurrence period, @Nullable Integer limit, LocalDate... termStarts) {
    var metering =
        new Metering(
            period, limit == null ? null : Quantity.of(limit), null, 0, null, QuotaPolicy.USUAL);
    var entitlement =
        new EntitlementTerms(
            KEY,
            "Calls",
            Kind.SESSION,
            Period.ofDays(30),
            metering,
            null,
            null,
            null,
            null,
            List.of(),
            List.of());
    var terms = new Terms("c", "v", "tier", "Tier", 1, Period.ofDays(30), Map.of(KEY, entitlement));
    Contracts contracts = Contracts.NONE;
    for (LocalDate start : termStarts) {
      var bought =
          new ContractPurchased(
              start.atStartOfDay(UTC).toInstant(),
              "of-" + start,
              start,
              start.plusYears(1),
              null,
              null,
              terms);
      contracts = contracts.apply(bought, UTC);
    }
    return contracts;
  }

  private static Recorded moved(
      Contracts contracts, long position, Movement.Kind kind, String at, String windowOf) {
    Instant in = Instant.parse(windowOf);
    var contract = requireNonNull(contracts.inForce(in));
    var window = requireNonNull(Quota.EMPTY.windowAt(contract.promise(KEY), in));
    var source =
        new Source(
            Source.Kind.ALLOWANCE,
            contract.contractId() + "/" + window.intersection(contract.term()).start());
    var time = Instant.parse(at);
    var movement = Movement.of(kind, KEY, source, window, Quantity.ONE, time);
    return new Recorded(position, 0, "a-type", time, movement);
  }

  private static Recorded consumed(Contracts contracts, long position, String at) {
    return moved(contracts, position, Movement.Kind.CONSUMED, at, at);
  }

  private static List<String> told(Iterator<StatementLine> lines) {
    var told = new ArrayList<String>();
    lines.forEachRemaining(
        line ->
            told.add(
                "%s %s %s %s %s"
                    .formatted(
                        line.entry().occurredAt(),
                        line.entry().recorded() == null ? "-" : line.entry().recorded().position(),
                        line.entry().movement(),
                        line.entry().quantity(),
                        line.available())));
    return told;
  }

  private static List<String> told(
      Contracts contracts, Place after, Place through, Recorded... movements) {
    var lines = new ArrayList<StatementLine>();
    statement(contracts, through, movements)
        .forEachRemaining(
            line -> {
              if (line.entry().place().compareTo(after) > 0) {
                lines.add(line);
              }
            });
    return told(lines.iterator());
  }

  private static Statement statement(Contracts contracts, Place through, Recorded... movements) {
    Quota quota = Quota.EMPTY;
    for (Recorded recorded : movements) {
      quota = quota.apply(recorded.movement(), contracts);
    }
    var standing = new AccountState(UTC, contracts, Team.NOBODY, quota);
    return new Statement(new Journal(standing, KEY, through, List.of(movements).iterator()));
  }

  private static Place through(String time) {
    return Place.after(Instant.parse(time));
  }

  @Test
  void tellsWhatTimeGaveAndTookBetweenWhatWasRecorded() {
    var contracts = contracts(Recurrence.OfCalendar.CALENDAR_MONTH, 4, LocalDate.of(2025, 3, 15));
    assertThat(
            told(
                contracts,
                START,
                through("2025-04-30T00:00:00Z"),
                consumed(contracts, 4, "2025-03-17T09:00:00Z"),
                moved(
                    contracts,
                    9,
                    Movement.Kind.RETURNED,
                    "2025-03-17T09:00:00Z",
                    "2025-03-17T09:00:00Z"),
                consumed(contracts, 5, "2025-03-20T09:00:00Z"),
                consumed(contracts, 6, "2025-04-01T00:00:00Z")))
        .containsExactly(
            "2025-03-15T00:00:00Z - granted 4 4",
            "2025-03-17T09:00:00Z 4 consumed 1 3",
            "2025-03-17T09:00:00Z 9 returned 1 4",
            "2025-03-20T09:00:00Z 5 consumed 1 3",
            "2025-04-01T00:00:00Z - lapsed 3 0",
            "2025-04-01T00:00:00Z - granted 4 4",
            "2025-04-01T00:00:00Z 6 consumed 1 3");
  }

  @Test
  void countsALapseAtTheVeryEndToThePeriodThatEndsThen() {
    var contracts = contracts(Recurrence.OfCalendar.CALENDAR_MONTH, 4, LocalDate.of(2025, 3, 15));
    var april = Instant.parse("2025-04-01T00:00:00Z");
    var may = Instant.parse("2025-05-01T00:00:00Z");
    assertThat(told(contracts, Place.closed(april), Place.closed(may)))
        .containsExactly("2025-04-01T00:00:00Z - granted 4 4", "2025-05-01T00:00:00Z - lapsed 4 0");
    assertThat(told(contracts, START, Place.closed(april)))
        .containsExactly("2025-03-15T00:00:00Z - granted 4 4", "2025-04-01T00:00:00Z - lapsed 4 0");
  }

  @Test
  void goesOnInTheMiddleOfAWindowWithWhatWasDrawnBefore() {
    var contracts = contracts(Recurrence.OfCalendar.CALENDAR_MONTH, 4, LocalDate.of(2025, 3, 15));
    var after = consumed(contracts, 6, "2025-03-20T09:00:00Z").place();
    assertThat(
            told(
                contracts,
                after,
                through("2025-04-01T00:00:00Z"),
                consumed(contracts, 6, "2025-03-20T09:00:00Z"),
                consumed(contracts, 7, "2025-03-20T09:00:00Z")))
        .containsExactly(
            "2025-03-20T09:00:00Z 7 consumed 1 2",
            "2025-04-01T00:00:00Z - lapsed 2 0",
            "2025-04-01T00:00:00Z - granted 4 4");
  }

  @Test
  void lapsesAtOnceWhatGoesBackToAWindowThatHasEnded() {
    var contracts = contracts(Recurrence.OfCalendar.CALENDAR_MONTH, 2, LocalDate.of(2025, 3, 15));
    var drawn = consumed(contracts, 4, "2025-03-20T09:00:00Z");
    var late =
        moved(contracts, 8, Movement.Kind.RETURNED, "2025-04-02T00:00:00Z", "2025-03-20T09:00:00Z");
    var gone =
        moved(contracts, 9, Movement.Kind.LAPSED, "2025-04-02T00:00:00Z", "2025-03-20T09:00:00Z");
    assertThat(
            told(
                contracts,
                Place.before(Instant.parse("2025-04-01T12:00:00Z")),
                through("2025-04-03T00:00:00Z"),
                drawn,
                late,
                gone))
        .containsExactly(
            "2025-04-02T00:00:00Z 8 returned 1 3", "2025-04-02T00:00:00Z 9 lapsed 1 2");
  }

  @Test
  void goesFromContractToContractAndOverTheGapBetween() {
    var contracts =
        contracts(
            Recurrence.OfContract.CONTRACT_YEAR,
            4,
            LocalDate.of(2022, 3, 15),
            LocalDate.of(2023, 3, 15),
            LocalDate.of(2025, 1, 1));
    assertThat(told(contracts, START, through("2025-06-01T00:00:00Z")))
        .containsExactly(
            "2022-03-15T00:00:00Z - granted 4 4",
            "2023-03-15T00:00:00Z - lapsed 4 0",
            "2023-03-15T00:00:00Z - granted 4 4",
            "2024-03-15T00:00:00Z - lapsed 4 0",
            "2025-01-01T00:00:00Z - granted 4 4");
    assertThat(
            told(
                contracts,
                Place.before(Instant.parse("2024-07-01T00:00:00Z")),
                through("2025-06-01T00:00:00Z")))
        .containsExactly("2025-01-01T00:00:00Z - granted 4 4");
  }

  @Test
  void tellsOfMovementsAloneWithoutALimit() {
    var contracts =
        contracts(Recurrence.OfCalendar.CALENDAR_MONTH, null, LocalDate.of(2025, 3, 15));
    assertThat(
            told(
                contracts,
                START,
                through("2025-06-01T00:00:00Z"),
                consumed(contracts, 4, "2025-03-17T09:00:00Z"),
                moved(
                    contracts,
                    5,
                    Movement.Kind.RETURNED,
                    "2025-04-17T09:00:00Z",
                    "2025-03-17T09:00:00Z")))
        .containsExactly(
            "2025-03-17T09:00:00Z 4 consumed 1 null", "2025-04-17T09:00:00Z 5 returned 1 null");
  }

  @Test
  void whatHadNoLimitTakesNothingFromALimitThatIsToldLate() {
    AccountFixture account = Hours.account("contract", "", "unlimited");
    account.now("2025-01-05T00:00:00Z");
    account.when(Hours.use("7")).effective("2025-01-03T00:00:00Z").accepted();
    account.given(new ChangeTier(AccountFixture.ACCOUNT, "c1", "large", LocalDate.of(2025, 1, 2)));
    var used =
        account.events().stream()
            .filter(MovesQuota.class::isInstance)
            .map(event -> ((MovesQuota) event).movements().getFirst())
            .map(moved -> new Recorded(3, 0, "usage-recorded", moved.effectiveAt(), moved))
            .iterator();
    var journal =
        new Journal(account.account().state(), Hours.KEY, through("2025-01-05T00:00:00Z"), used);
    assertThat(told(new Statement(journal)))
        .containsExactly(
            "2025-01-02T00:00:00Z - granted 53 53", "2025-01-03T00:00:00Z 3 consumed 7 53");
    assertThat(account.available(Hours.KEY)).isEqualTo("53");
  }

  @Test
  void makesNoMoreLinesThanAreTaken() {
    var hourly = Recurrence.every("PT1H", "2025-01-01T00:00");
    var contracts = contracts(hourly, 5, LocalDate.of(2025, 3, 15));
    var statement = statement(contracts, through("9999-01-01T00:00:00Z"));
    assertThat(statement.next().entry().movement()).isEqualTo("granted");
    assertThat(statement.next().entry().occurredAt())
        .isEqualTo(Instant.parse("2025-03-15T01:00:00Z"));
    assertThat(told(statement)).hasSize(2 * 365 * 24 - 2);
  }

  @Test
  void tellsOfNothingThatNoContractCounts() {
    var contracts = contracts(Recurrence.OfCalendar.CALENDAR_MONTH, 4, LocalDate.of(2025, 3, 15));
    assertThat(Statement.tellsOf(contracts, KEY)).isTrue();
    assertThat(Statement.tellsOf(contracts, "accelerator")).isFalse();
    assertThat(Statement.tellsOf(Contracts.NONE, KEY)).isFalse();
  }
}

package org.entitlementledger.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.Entitlement;
import org.entitlementledger.core.entitlement.Entitlements;
import org.entitlementledger.core.finance.Cutoff;
import org.entitlementledger.core.finance.Figures;
import org.entitlementledger.core.finance.KnownAccount;
import org.entitlementledger.core.finance.Line;
import org.entitlementledger.core.finance.RollForward;
import org.entitlementledger.core.finance.RollForwardLine;
import org.entitlementledger.core.kernel.Days;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.profile.ProfileCommand.OpenAccount;
import org.entitlementledger.core.quota.Quota;
import org.entitlementledger.core.statement.Journal;
import org.entitlementledger.core.statement.JournalEntry;
import org.entitlementledger.core.statement.JournalEntry.Place;
import org.junit.jupiter.api.Test;

/** What holds of every roll-forward, over random histories under random plans. */
class RollForwardsTest {
  private static final int COMMANDS_EACH = 50;
  private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
  private static final int HISTORIES = Integer.getInteger("laws.commands", 3_000) / COMMANDS_EACH;
  private static final LocalDate FIRST = LocalDate.parse("2025-01-01");

  private static Past opened(Catalogue catalogue) {
    var past = new Past("account", catalogue, FIRST.atStartOfDay(ZoneOffset.UTC).toInstant());
    past.tell(new OpenAccount("account", "Any", ZONE.getId()), null, "operator");
    return past;
  }

  private static Past history(int seed) {
    var random = new Random(seed);
    var intents = new Intents(random);
    Past past = opened(Plans.any(random));
    for (int i = 0; i < COMMANDS_EACH; i++) {
      past.advance(past.now().plusSeconds(intents.pause()));
      var intent = intents.next(past);
      past.tell(intent.command(), intent.occurredAt(), intent.actor());
    }
    return past;
  }

  /** What was known when so many events were recorded. */
  private static KnownAccount known(Past past, long position) {
    AccountState state = past.at(Instant.MAX, (int) position).state();
    var movements = new ArrayList<JournalEntry.Recorded>();
    for (String key : List.of(Plans.HOURS, Plans.VOUCHERS)) {
      past.movements(key, Instant.MAX).stream()
          .filter(recorded -> recorded.position() <= position)
          .forEach(movements::add);
    }
    return KnownAccount.of(
        new AccountState(state.rules(), state.contracts(), state.team(), Quota.EMPTY), movements);
  }

  private static List<RollForwardLine> lines(Past past, Days days) {
    return rollForward(past, days, List.of()).lines();
  }

  private static RollForward rollForward(Past past, Days days, List<Cutoff> closings) {
    KnownAccount atStart = known(past, knownBefore(days.start(), closings, past));
    KnownAccount atEnd = known(past, knownBefore(days.end(), closings, past));
    return new RollForward("account", days, atStart, atEnd, past.now());
  }

  private static long knownBefore(LocalDate day, List<Cutoff> closings, Past past) {
    return closings.stream()
        .filter(closing -> !closing.through().plusDays(1).isBefore(day))
        .mapToLong(Cutoff::position)
        .findFirst()
        .orElse(past.known());
  }

  private static Map<Line, Quantity> openings(List<RollForwardLine> lines) {
    var found = new HashMap<Line, Quantity>();
    lines.forEach(line -> found.put(line.line(), line.opening()));
    found.values().removeIf(Quantity::isZero);
    return found;
  }

  private static Map<Line, Quantity> closings(List<RollForwardLine> lines) {
    var found = new HashMap<Line, Quantity>();
    lines.forEach(line -> found.put(line.line(), line.closing()));
    found.values().removeIf(Quantity::isZero);
    return found;
  }

  private static List<Days> months() {
    var months = new ArrayList<Days>();
    for (LocalDate start = FIRST; months.size() < 36; start = start.plusMonths(1)) {
      months.add(new Days(start, start.plusMonths(1)));
    }
    return months;
  }

  @Test
  void monthsChainAndAddUpToTheirSpan() {
    IntStream.range(0, HISTORIES)
        .forEach(
            seed -> {
              Past past = history(seed);
              Map<Line, Quantity> closing = Map.of();
              var sums = new HashMap<Line, Figures>();
              for (Days month : months()) {
                List<RollForwardLine> lines = lines(past, month);
                assertThat(openings(lines)).as("seed %s, %s", seed, month).isEqualTo(closing);
                closing = closings(lines);
                lines.forEach(line -> sums.merge(line.line(), line.figures(), Figures::plus));
              }
              var span = new Days(FIRST, FIRST.plusMonths(36));
              var whole = new HashMap<Line, Figures>();
              lines(past, span).forEach(line -> whole.put(line.line(), line.figures()));
              sums.values().removeIf(Figures::areZero);
              assertThat(whole).as("seed %s", seed).isEqualTo(sums);
              assertThat(closings(lines(past, span))).isEqualTo(closing);
            });
  }

  @Test
  void whatIsLeftIsTheBalanceAndWhatIsHeld() {
    IntStream.range(0, HISTORIES)
        .forEach(
            seed -> {
              Past past = history(seed);
              AccountState state = past.account().state();
              var span = new Days(FIRST, FIRST.plusMonths(36));
              for (String key : List.of(Plans.HOURS, Plans.VOUCHERS)) {
                Quantity closing =
                    lines(past, span).stream()
                        .filter(line -> line.line().entitlement().equals(key))
                        .map(RollForwardLine::closing)
                        .reduce(Quantity.ZERO, Quantity::plus);
                if (state.contracts().inForce(past.now()) != null
                    && Entitlements.one(state, key, past.now())
                        instanceof Entitlement.Counted counted
                    && counted.balance().available() != null) {
                  assertThat(closing.minus(held(past, key)))
                      .as("seed %s, %s", seed, key)
                      .isEqualTo(counted.balance().available());
                }
              }
            });
  }

  /**
   * Whatever is told later, reports of closed books stay, and the next period goes on from them.
   */
  @Test
  void closedBooksStay() {
    IntStream.range(0, HISTORIES).forEach(RollForwardsTest::closedBooksStay);
  }

  private static void closedBooksStay(int seed) {
    var random = new Random(seed);
    var intents = new Intents(random);
    Past past = opened(Plans.any(random));
    var closings = new ArrayList<Cutoff>();
    var reports = new LinkedHashMap<Days, List<RollForwardLine>>();
    LocalDate from = FIRST.minusYears(1);
    for (int i = 0; i < COMMANDS_EACH; i++) {
      past.advance(past.now().plusSeconds(intents.pause()));
      LocalDate today = LocalDate.ofInstant(past.now(), ZONE);
      if (random.nextInt(6) == 0 && today.isAfter(from)) {
        past.close(today.minusDays(1));
        closings.add(new Cutoff(today.minusDays(1), past.known()));
        var closed = new Days(from, today);
        reports.put(closed, rollForward(past, closed, closings).lines());
        from = today;
      }
      var intent = intents.next(past);
      past.tell(intent.command(), intent.occurredAt(), intent.actor());
    }
    Map<Line, Quantity> closing = Map.of();
    reports.put(new Days(from, from.plusYears(3)), List.of());
    for (Days days : reports.keySet()) {
      RollForward again = rollForward(past, days, closings);
      List<RollForwardLine> lines = again.lines();
      if (!days.start().equals(from)) {
        assertThat(lines).as("seed %s, closed %s", seed, days).isEqualTo(reports.get(days));
      }
      assertThat(openings(lines)).as("seed %s, opening of %s", seed, days).isEqualTo(closing);
      closing = closings(lines);
    }
    assertThat(closing)
        .as("seed %s: all that is known now", seed)
        .isEqualTo(closings(lines(past, new Days(FIRST.minusYears(1), from.plusYears(3)))));
  }

  private static Quantity held(Past past, String key) {
    Quantity held = Quantity.ZERO;
    var journal =
        new Journal(
            past.account().state(),
            key,
            Place.after(past.now()),
            past.movements(key, past.now()).iterator());
    while (journal.hasNext()) {
      JournalEntry entry = journal.next();
      held = held.plus(entry.effect().held());
    }
    return held;
  }
}

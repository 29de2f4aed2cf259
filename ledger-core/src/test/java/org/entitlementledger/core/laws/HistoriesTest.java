package org.entitlementledger.core.laws;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.ChangingZone;
import org.entitlementledger.core.Laws;
import org.entitlementledger.core.Replay;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.entitlement.Entitlement;
import org.entitlementledger.core.entitlement.Entitlements;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.laws.Intents.Intent;
import org.entitlementledger.core.profile.ProfileCommand.OpenAccount;
import org.entitlementledger.core.quota.Balance;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.core.statement.Journal;
import org.entitlementledger.core.statement.JournalEntry.Place;
import org.entitlementledger.core.statement.Statement;
import org.entitlementledger.core.statement.StatementLine;
import org.entitlementledger.core.usage.UsageCommand.RecordUsage;
import org.entitlementledger.core.usage.UsageCommand.ReverseUsage;
import org.entitlementledger.core.usage.UsageEvent.UsageRecorded;
import org.entitlementledger.core.usage.UsageRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What holds of every account, over histories of random commands under random plans: {@code mvn
 * test -pl ledger-core -Dtest=HistoriesTest -Dlaws.commands=100000} for a long run, with {@code
 * -Dlaws.seed=} for one that failed.
 */
class HistoriesTest {
  private static final int COMMANDS = Integer.getInteger("laws.commands", 4_000);
  private static final @Nullable Integer SEED = Integer.getInteger("laws.seed");
  private static final int COMMANDS_EACH = 50;
  private static final Instant START = Instant.parse("2025-01-10T08:00:00Z");
  private static final List<ZoneRules> RULES =
      List.of(
          ChangingZone.SIX,
          ChangingZone.FIVE,
          ZoneRules.of(ZoneOffset.ofHoursMinutes(5, 30)),
          ChangingZone.from("2025-04-06", 6 * 60, 7 * 60));
  private static final List<String> RARE =
      List.of(
          "ContractWithdrawn",
          "late ContractTerminated",
          "TerminationWithdrawn",
          "TierChangeWithdrawn",
          "DowngradeWithdrawn",
          "late RoleHandedOver",
          "RoleAssignmentWithdrawn",
          "VoucherRedemptionVoided");
  private static final List<String> KEYS = List.of(Plans.HOURS, Plans.VOUCHERS);

  /** One account and what is yet to come of it. */
  private static final class History {
    private final Random random;
    private final Intents intents;
    private final Past past;
    private Replay replay;

    History(int seed) {
      this(seed, "UTC");
    }

    History(int seed, String zone) {
      random = new Random(seed);
      intents = new Intents(random);
      past = new Past("account-" + seed, Plans.any(random), START);
      past.tell(new OpenAccount("account-" + seed, "Any", zone), null, "operator");
      replay = new Replay("account-" + seed);
      past.events().forEach(replay::take);
    }

    /** Goes on with other rules of the zone. */
    void restart(ZoneRules rules) {
      ChangingZone.rules(rules);
      past.restart();
      replay = new Replay(past.account().accountId());
      past.events().forEach(replay::take);
      assertThat(replay.settle(past.now())).isNull();
    }

    Intent next() {
      past.advance(past.now().plusSeconds(intents.pause()));
      return intents.next(past);
    }

    @Nullable Refusal tell(Intent intent) {
      return past.tell(intent.command(), intent.occurredAt(), intent.actor());
    }
  }

  private static IntStream seeds() {
    return SEED == null ? IntStream.range(0, COMMANDS / COMMANDS_EACH) : IntStream.of(SEED);
  }

  @Test
  void theLawsHoldAfterEveryCommand() {
    var refused = new EnumMap<Problem, Integer>(Problem.class);
    var recorded = new HashSet<String>();
    seeds()
        .forEach(
            seed -> {
              var history = new History(seed);
              for (int i = 0; i < COMMANDS_EACH; i++) {
                Intent intent = history.next();
                try {
                  step(history, intent, refused);
                } catch (RuntimeException | AssertionError broken) {
                  throw new AssertionError(
                      "-Dlaws.seed=%d, command %d at %s: %s"
                          .formatted(seed, i, history.past.now(), intent),
                      broken);
                }
              }
              recorded.addAll(history.past.kinds());
            });
    if (SEED == null) {
      assertThat(refused.keySet())
          .as("the histories come to every edge")
          .contains(Problem.QUOTA_EXHAUSTED, Problem.INVALID_TRANSITION, Problem.BACKDATING_LIMIT);
      assertThat(recorded).as("what is planned, taken back and told late").containsAll(RARE);
    }
  }

  @Test
  void theLawsHoldWhateverTheZonesRulesBecome() {
    seeds()
        .filter(seed -> SEED != null || seed % 4 == 0)
        .forEach(
            seed -> {
              ChangingZone.rules(ChangingZone.SIX);
              var history = new History(seed, ChangingZone.ID);
              for (int i = 0; i < COMMANDS_EACH; i++) {
                ZoneRules rules = RULES.get(history.random.nextInt(RULES.size()));
                try {
                  if (history.random.nextInt(3) == 0) {
                    history.restart(rules);
                  }
                  step(history, history.next(), new EnumMap<>(Problem.class));
                } catch (RuntimeException | AssertionError broken) {
                  throw new AssertionError(
                      "-Dlaws.seed=%d, command %d at %s by %s"
                          .formatted(seed, i, history.past.now(), rules),
                      broken);
                }
              }
            });
    ChangingZone.rules(ChangingZone.SIX);
  }

  private static void step(History history, Intent intent, Map<Problem, Integer> refused) {
    Past past = history.past;
    Account before = past.account();
    int first = past.known();
    Refusal refusal = history.tell(intent);
    if (refusal != null) {
      refused.merge(refusal.problem(), 1, Integer::sum);
      assertThat(past.account()).isSameAs(before);
      return;
    }
    if (intent.command() instanceof RecordUsage use) {
      reversalRestores(past, before);
      oneStepEqualsMany(past, before, use, intent.occurredAt());
    }
    figuresCloseAt(past, past.now(), past.known());
    for (int i = 0; i < 3; i++) {
      figuresCloseAt(past, past.someTime(history.random), past.known());
      int known = 1 + history.random.nextInt(past.known());
      figuresCloseAt(past, past.someTime(history.random), known);
      endedWindowsClose(past, past.someTime(history.random), past.someTime(history.random), known);
    }
    endedWindowsClose(past, past.someTime(history.random), past.now(), past.known());
    linesAddUp(past, past.someTime(history.random));
    linesAddUp(past, past.now());
    explanationsAddUp(past, past.someTime(history.random));
    explanationsAddUp(past, past.now());
    Laws.whatHasNoEndEndsWithItsContract(past.account());
    assertThat(past.replayed()).as("replay equals live").isEqualTo(past.account());
    for (AccountEvent event : past.events().subList(first, past.known())) {
      assertThat(history.replay.take(event)).isNull();
    }
    assertThat(history.replay.settle(past.now())).isNull();
  }

  private static void figuresCloseAt(Past past, Instant asOf, int known) {
    Account then = past.at(asOf, known);
    for (String key : KEYS) {
      Balance balance = balance(then, key, asOf);
      if (balance != null) {
        try {
          Laws.figuresClose(balance);
          assertThat(balance.rolledOver()).as("the window has not ended").isNull();
          nothingFromNowhere(then, balance);
        } catch (AssertionError broken) {
          throw new AssertionError(
              "%s as of %s, known %d of %d: %s".formatted(key, asOf, known, past.known(), balance),
              broken);
        }
      }
    }
  }

  /** The figures of an earlier window close too, with all that became of what it left. */
  private static void endedWindowsClose(Past past, Instant one, Instant other, int known) {
    Instant time = one.isBefore(other) ? one : other;
    Instant asked = one.isBefore(other) ? other : one;
    Account then = past.at(asked, known);
    for (String key : KEYS) {
      Balance balance = then.exists() ? Entitlements.moved(then.state(), key, time, asked) : null;
      if (balance != null) {
        try {
          Laws.figuresClose(balance);
        } catch (AssertionError broken) {
          throw new AssertionError(
              "%s at %s as of %s, known %d of %d: %s"
                  .formatted(key, time, asked, known, past.known(), balance),
              broken);
        }
      }
    }
  }

  /** No allowance is more than what was bought, where neither tier nor term was changed. */
  private static void nothingFromNowhere(Account account, Balance balance) {
    for (Balance.SourceBalance source : balance.sources()) {
      if (source.source().kind() == Source.Kind.ALLOWANCE && source.granted() != null) {
        Contract contract = account.contracts().get(requireNonNull(source.source().contractId()));
        Quantity limit =
            requireNonNull(contract.lastTerms().entitlement(balance.entitlement()))
                .counted()
                .limit();
        if (contract.tiers().size() == 1 && contract.terminatedOn() == null && limit != null) {
          assertThat(source.granted()).as("%s", source).isLessThanOrEqualTo(limit);
        }
      }
    }
  }

  private static @Nullable Balance balance(Account account, String key, Instant time) {
    return account.exists()
            && Entitlements.one(account.state(), key, time) instanceof Entitlement.Counted counted
        ? counted.balance()
        : null;
  }

  /**
   * The lines up to a time end with what the figures of that time say, also where a tier change has
   * brought a limit, or taken it away.
   */
  private static void linesAddUp(Past past, Instant asOf) {
    Account then = past.at(asOf, past.known());
    for (String key : KEYS) {
      Balance balance = balance(then, key, asOf);
      if (balance == null || balance.available() == null) {
        continue;
      }
      Place last = null;
      Quantity left = Quantity.ZERO;
      var lines =
          new Statement(
              new Journal(
                  then.state(), key, Place.after(asOf), past.movements(key, asOf).iterator()));
      while (lines.hasNext()) {
        StatementLine line = lines.next();
        if (last != null && left != null && line.entry().occurredAt().isAfter(last.time())) {
          assertThat(left.isNegative()).as("%s, as of %s", last, asOf).isFalse();
        }
        last = line.entry().place();
        left = line.available();
      }
      if (left != null) {
        assertThat(left).as("%s as of %s: %s", key, asOf, balance).isEqualTo(balance.available());
      }
    }
  }

  private static void explanationsAddUp(Past past, Instant asOf) {
    Account then = past.at(asOf, past.known());
    for (String key : KEYS) {
      Balance balance = balance(then, key, asOf);
      if (balance != null) {
        Laws.explains(then.contracts(), balance, asOf, past.movements(key, asOf));
      }
    }
  }

  /** A use that is reversed has never been. */
  private static void reversalRestores(Past past, Account before) {
    UsageRecord use = newUse(past.account(), before);
    if (use == null) {
      return;
    }
    Account after =
        past.account()
            .applyAll(
                past.account()
                    .decide(
                        new ReverseUsage(before.accountId(), use.usageId()),
                        past.context(null, "operator")));
    for (Instant time : List.of(use.occurredAt(), past.now())) {
      assertThat(balance(after, Plans.HOURS, time))
          .as("reversed, at %s", time)
          .isEqualTo(balance(before, Plans.HOURS, time));
    }
  }

  private static boolean carriesOverage(Account account, Instant time) {
    Contract contract = requireNonNull(account.contracts().inForce(time), "it was used then");
    return requireNonNull(contract.termsAt(time).entitlement(Plans.HOURS))
        .counted()
        .policy()
        .carriesOverage();
  }

  private static @Nullable UsageRecord newUse(Account after, Account before) {
    return after.usages().byId().values().stream()
        .filter(use -> !before.usages().byId().containsKey(use.usageId()))
        .findFirst()
        .orElse(null);
  }

  /**
   * The same use in halves leaves the same, where all of it was there. Where overage is carried, a
   * late part moves it on to where the next part would be drawn from.
   */
  private static void oneStepEqualsMany(
      Past past, Account before, RecordUsage use, @Nullable When occurredAt) {
    if (!(past.events().getLast() instanceof UsageRecorded whole)
        || carriesOverage(before, whole.occurredAt())
        || whole.movements().stream()
            .anyMatch(draw -> draw.source().kind() == Source.Kind.OVERAGE)) {
      return;
    }
    var half = new BigDecimal("0.5");
    Account stepped = before;
    BigDecimal left = use.quantity();
    while (left.signum() > 0) {
      BigDecimal part = left.min(half);
      var step = new RecordUsage(use.accountId(), null, use.entitlement(), part);
      stepped = stepped.applyAll(stepped.decide(step, past.context(occurredAt, "operator")));
      left = left.subtract(part);
    }
    for (Instant time : List.of(whole.occurredAt(), past.now())) {
      assertThat(balance(stepped, Plans.HOURS, time))
          .as("in steps, at %s", time)
          .isEqualTo(balance(past.account(), Plans.HOURS, time));
    }
  }

  @Test
  void accountsDoNotKnowOfOneAnother() {
    List<Integer> seeds = IntStream.range(0, 10).boxed().toList();
    var alone = new ArrayList<List<AccountEvent>>();
    for (int seed : seeds) {
      var history = new History(seed);
      for (int i = 0; i < COMMANDS_EACH; i++) {
        history.tell(history.next());
      }
      alone.add(history.past.events());
    }
    List<History> together = seeds.stream().map(History::new).toList();
    for (int i = 0; i < COMMANDS_EACH; i++) {
      together.reversed().forEach(history -> history.tell(history.next()));
    }
    assertThat(together).extracting(history -> history.past.events()).isEqualTo(alone);
  }
}

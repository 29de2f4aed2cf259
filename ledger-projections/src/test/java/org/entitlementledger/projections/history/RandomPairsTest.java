package org.entitlementledger.projections.history;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.entitlementledger.core.adjustment.AdjustmentCommand.ApproveAdjustment;
import org.entitlementledger.core.adjustment.AdjustmentCommand.RequestAdjustment;
import org.entitlementledger.core.entitlement.Entitlement;
import org.entitlementledger.core.entitlement.Entitlements;
import org.entitlementledger.core.grant.GrantCommand.GrantTopUp;
import org.entitlementledger.core.grant.GrantCommand.RevokeGrant;
import org.entitlementledger.core.hold.HoldCommand.ConfirmHold;
import org.entitlementledger.core.hold.HoldCommand.PlaceHold;
import org.entitlementledger.core.hold.HoldCommand.ReleaseHold;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.VoidProgressCall;
import org.entitlementledger.core.quota.Balance;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Story;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What was left at random pairs of times, over a random history, beside a plain sum of the
 * movements as they stand in the events: {@code -Dpairs=} asks for more than a thousand.
 */
class RandomPairsTest {
  private static final int PAIRS = Integer.getInteger("pairs", 1_000);
  private static final int COMMANDS = 600;
  private static final Instant START = Instant.parse("2025-03-15T00:00:00Z");
  private static final List<String> ACCOUNTS = List.of("a", "b", "c");
  private static final String KEY = "progress-call";
  private static final long ALLOWANCE = 4;

  @TempDir private Path folder;

  private final Random random = new Random(41);
  private int made;

  private Story story() {
    var story = new Story(START);
    ACCOUNTS.forEach(id -> story.customer(id, "UTC", "advanced", LocalDate.of(2025, 3, 15)));
    for (int i = 0; i < COMMANDS; i++) {
      story.at(story.now().plus(Duration.ofMinutes(random.nextInt(900))));
      String accountId = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
      try {
        something(story, accountId);
      } catch (Refusal refused) {
        // a refused command leaves nothing
      }
    }
    return story;
  }

  private void something(Story story, String accountId) {
    String id = "id-" + made++;
    When earlier =
        random.nextBoolean()
            ? new When.At(story.now().minus(Duration.ofHours(random.nextInt(24 * 25))))
            : null;
    var quantity = BigDecimal.valueOf(random.nextInt(1, 4));
    switch (random.nextInt(9)) {
      case 0 -> {
        When ends = new When.At(story.now().plus(Duration.ofDays(random.nextInt(1, 90))));
        Integer priority = random.nextInt(101);
        story.does(
            new GrantTopUp(
                accountId, id, KEY, quantity, "PO", earlier, ends, priority, null, null));
      }
      case 1 -> any(story, accountId, "g").ifPresent(one -> story.does(revoke(accountId, one)));
      case 2 -> {
        When ends = new When.At(story.now().plus(Duration.ofDays(random.nextInt(1, 30))));
        story.does(new PlaceHold(accountId, id, KEY, quantity, ends), earlier);
      }
      case 3 -> any(story, accountId, "h").ifPresent(one -> settle(story, accountId, one));
      case 4 -> {
        BigDecimal signed = random.nextBoolean() ? quantity : quantity.negate();
        story.does(
            new RequestAdjustment(accountId, id, KEY, signed, earlier, null, null, null, null));
        story.does(new ApproveAdjustment(accountId, id), null, "boss");
      }
      case 5 ->
          any(story, accountId, "c")
              .ifPresent(one -> story.does(new VoidProgressCall(accountId, one)));
      default -> story.does(new LogProgressCall(accountId, id, 30, null, null), earlier);
    }
  }

  private static RevokeGrant revoke(String accountId, String grantId) {
    return new RevokeGrant(accountId, grantId);
  }

  private void settle(Story story, String accountId, String holdId) {
    story.does(
        random.nextBoolean()
            ? new ConfirmHold(accountId, holdId, BigDecimal.ONE)
            : new ReleaseHold(accountId, holdId));
  }

  private Optional<String> any(Story story, String accountId, String kind) {
    var account = story.account(accountId);
    List<String> ids =
        List.copyOf(
            switch (kind) {
              case "g" -> account.topUps().byId().keySet();
              case "h" -> account.reservations().byId().keySet();
              default -> account.progressCalls().byId().keySet();
            });
    return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(random.nextInt(ids.size())));
  }

  /**
   * The figures of the month that a time lies in, added up movement by movement: four a month, and
   * what grants and adjustments bring, less what became of them.
   */
  private static final class Sum {
    private final Instant time;
    private final Instant month;
    private final List<Movement> movements;

    Sum(Instant time, List<Movement> known) {
      this.time = time;
      var day = time.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
      month = day.atStartOfDay().toInstant(ZoneOffset.UTC);
      movements = known.stream().filter(one -> !one.effectiveAt().isAfter(time)).toList();
    }

    /** What some kinds of movements of a source moved in some windows. */
    private long of(Source source, Predicate<Instant> window, Movement.Kind... kinds) {
      return movements.stream()
          .filter(one -> one.source().equals(source) && List.of(kinds).contains(one.kind()))
          .filter(one -> window.test(one.window().start()))
          .mapToLong(one -> one.quantity().value().longValueExact())
          .sum();
    }

    private long held(Source source) {
      var byHold = new HashMap<String, Long>();
      var over = new HashSet<String>();
      for (Movement one : movements) {
        if (one.source().equals(source) && one.holdId() != null) {
          long quantity = one.quantity().value().longValueExact();
          boolean holds = one.kind() == Movement.Kind.HELD;
          byHold.merge(one.holdId(), holds ? quantity : -quantity, Long::sum);
          if (holds && !requireNonNull(one.holdEnds()).isAfter(time)) {
            over.add(one.holdId());
          }
        }
      }
      byHold.keySet().removeAll(over);
      return byHold.values().stream().mapToLong(Long::longValue).sum();
    }

    private Instant end(Movement granted) {
      return movements.stream()
          .filter(one -> one.kind() == Movement.Kind.REVOKED)
          .filter(one -> one.source().equals(granted.source()))
          .map(Movement::effectiveAt)
          .findFirst()
          .orElse(requireNonNull(granted.lot()).ends());
    }

    /** Granted, adjusted, consumed, held, lapsed, available. */
    List<Long> figures() {
      long[] sum = new long[6];
      var allowance =
          movements.stream()
              .map(Movement::source)
              .filter(one -> one.kind() == Source.Kind.ALLOWANCE && one.id().endsWith(begins()))
              .findFirst()
              .orElse(new Source(Source.Kind.ALLOWANCE, "none"));
      add(sum, allowance, ALLOWANCE, false);
      for (Movement one : movements) {
        if (one.kind() == Movement.Kind.GRANTED && end(one).isAfter(month)) {
          long gone =
              of(one.source(), month::isAfter, Movement.Kind.CONSUMED, Movement.Kind.DEDUCTED)
                  + of(one.source(), month::isAfter, Movement.Kind.LAPSED)
                  - of(one.source(), month::isAfter, Movement.Kind.RETURNED);
          long entered = one.quantity().value().longValueExact() - gone;
          add(sum, one.source(), entered, !end(one).isAfter(time));
        }
      }
      return Arrays.stream(sum).boxed().toList();
    }

    /** The first allowance begins with the contract. */
    private String begins() {
      return "/" + (month.isBefore(START) ? START : month);
    }

    private void add(long[] sum, Source source, long entered, boolean over) {
      long consumed =
          of(source, month::equals, Movement.Kind.CONSUMED)
              - of(source, month::equals, Movement.Kind.RETURNED);
      long deducted = of(source, month::equals, Movement.Kind.DEDUCTED);
      long held = held(source);
      long left = entered - consumed - deducted - held;
      sum[source.kind() == Source.Kind.ADJUSTMENT ? 1 : 0] += entered;
      sum[1] -= deducted;
      sum[2] += consumed;
      sum[3] += held;
      sum[over ? 4 : 5] += left;
    }
  }

  private static List<Long> figures(Balance balance) {
    return Stream.of(
            balance.granted(),
            balance.adjusted(),
            balance.consumed(),
            balance.held(),
            balance.lapsed(),
            balance.available())
        .map(figure -> requireNonNull(figure).value().longValueExact())
        .toList();
  }

  private static List<Movement> known(Story story, String accountId, Instant known) {
    return story.events().stream()
        .filter(event -> event.accountId().equals(accountId))
        .filter(event -> !event.recordedAt().isAfter(known))
        .filter(event -> event.event() instanceof MovesQuota)
        .flatMap(event -> ((MovesQuota) event.event()).movements().stream())
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void leaveWhatAPlainSumOfTheMovementsLeaves(Databases databases) {
    try (var pool = databases.migrated(folder).pool(2)) {
      var jdbc = new JdbcTemplate(pool);
      Story story = story();
      story.appendTo(jdbc);
      assertThat(ACCOUNTS.stream().flatMap(id -> known(story, id, story.now()).stream()))
          .as("the history comes to every kind of movement")
          .extracting(Movement::kind)
          .contains(Movement.Kind.values());
      var asOf = new AsOf(jdbc, new FoldedAccounts(jdbc, 10_000));
      long span = Duration.between(START, story.now()).toMinutes();
      for (int n = 0; n < PAIRS; n++) {
        String accountId = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
        Instant time = START.plus(Duration.ofMinutes(random.nextLong(span)));
        Instant known = START.plus(Duration.ofMinutes(random.nextLong(span)));
        var then = requireNonNull(asOf.account(accountId, new BitemporalPoint(time, known)));
        var left = Entitlements.one(then.account().state(), KEY, time);
        Balance balance = ((Entitlement.Counted) requireNonNull(left)).balance();
        assertThat(new Sum(time, known(story, accountId, known)).figures())
            .as("%s as of %s, known %s: %s", accountId, time, known, balance)
            .isEqualTo(figures(balance));
      }
    }
  }
}

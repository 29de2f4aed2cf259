package org.entitlementledger.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.laws.Intents.Intent;
import org.entitlementledger.core.profile.ProfileCommand.OpenAccount;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.entitlementledger.core.quota.TimeEffect;
import org.entitlementledger.core.statement.Journal;
import org.entitlementledger.core.statement.JournalEntry;
import org.entitlementledger.core.statement.JournalEntry.Place;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Under plans whose windows are whole: a partial period follows from an end that may become known
 * later. Whatever is told after the books were closed, nothing in them changes: no movement is
 * recorded there, and neither does what follows from time alone become another.
 */
class ClosedBooksLawTest {
  private static final int COMMANDS = Integer.getInteger("laws.commands", 1_500);
  private static final @Nullable Integer SEED = Integer.getInteger("laws.seed");
  private static final int COMMANDS_EACH = 50;
  private static final Instant START = Instant.parse("2025-01-10T08:00:00Z");
  private static final List<String> KEYS = List.of(Plans.HOURS, Plans.VOUCHERS);

  @Test
  void nothingChangesInClosedBooks() {
    Set<String> refused = new HashSet<>();
    IntStream seeds =
        SEED == null ? IntStream.range(0, COMMANDS / COMMANDS_EACH) : IntStream.of(SEED);
    seeds.forEach(
        seed -> {
          var history = new History(seed);
          for (int i = 0; i < COMMANDS_EACH; i++) {
            try {
              history.step(refused);
            } catch (AssertionError broken) {
              throw new AssertionError(
                  "-Dlaws.seed=%d, command %d at %s".formatted(seed, i, history.past.now()),
                  broken);
            }
          }
        });
    if (SEED == null) {
      assertThat(refused)
          .as("the histories come to many paths")
          .contains(
              "RecordUsage",
              "IssueVoucher",
              "PlaceHold",
              "ConfirmHold",
              "ReleaseHold",
              "RequestAdjustment",
              "ApproveAdjustment");
    }
  }

  /** One account, whose books are closed now and then. */
  private static final class History {
    private final Random random;
    private final Intents intents;
    private final Past past;
    private @Nullable LocalDate closed;
    private List<List<JournalEntry>> books = List.of();

    History(int seed) {
      random = new Random(seed);
      intents = new Intents(random);
      past = new Past("account-" + seed, Plans.withFullPeriods(random), START);
      past.tell(new OpenAccount("account-" + seed, "Any", "UTC"), null, "operator");
    }

    void step(Set<String> refused) {
      past.advance(past.now().plusSeconds(intents.pause()));
      LocalDate yesterday = past.now().atZone(ZoneOffset.UTC).toLocalDate().minusDays(1);
      if (random.nextInt(6) == 0 && (closed == null || closed.isBefore(yesterday))) {
        closed = yesterday.minusDays(random.nextInt(2));
        past.close(closed);
        books = books();
      }
      int known = past.known();
      Intent intent = intents.next(past);
      Refusal refusal = past.tell(intent.command(), intent.occurredAt(), intent.actor());
      if (refusal != null && refusal.problem() == Problem.BOOKS_CLOSED) {
        refused.add(intent.command().getClass().getSimpleName());
      }
      if (closed != null) {
        for (AccountEvent event : past.events().subList(known, past.known())) {
          assertThat(times(event)).as("%s", event).noneMatch(time -> time.isBefore(end()));
        }
        assertThat(books()).as("after %s, closed through %s", intent, closed).isEqualTo(books);
      }
    }

    private static List<Instant> times(AccountEvent event) {
      return event instanceof MovesQuota moving
          ? moving.movements().stream().map(Movement::effectiveAt).toList()
          : List.of();
    }

    private Instant end() {
      return Objects.requireNonNull(closed).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** All entries of the closed books, with what lapses at their end. */
    private List<List<JournalEntry>> books() {
      var all = new ArrayList<List<JournalEntry>>();
      for (String key : KEYS) {
        var entries = new ArrayList<JournalEntry>();
        var journal =
            new Journal(
                past.at(end(), past.known()).state(),
                key,
                Place.closed(end()),
                past.movements(key, end()).iterator());
        journal.forEachRemaining(
            entry -> {
              if (!isTakenBackAtTheEnd(entry)) {
                entries.add(entry);
              }
            });
        all.add(entries);
      }
      return all;
    }

    /** A tier change at the midnight that ends the books takes back in the next ones. */
    private boolean isTakenBackAtTheEnd(JournalEntry entry) {
      return entry.occurredAt().equals(end()) && entry.place().rank() == TimeEffect.CHANGES;
    }
  }
}

package org.entitlementledger.core.laws;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.CountedIds;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.json.EventNames;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.quota.MovesQuota;
import org.entitlementledger.core.statement.JournalEntry;
import org.jspecify.annotations.Nullable;

/** All that happened to one account so far, and its clock. */
final class Past {
  private final Catalogue catalogue;
  private final List<Recorded> events = new ArrayList<>();
  private final Set<Instant> marks = new HashSet<>();
  private Account account;
  private Instant now;
  private @Nullable LocalDate closedThrough;
  private final CountedIds fresh = new CountedIds();

  Past(String accountId, Catalogue catalogue, Instant now) {
    this.catalogue = catalogue;
    this.now = now;
    account = Account.unopened(accountId);
  }

  /** An event, when it was recorded, and its position. */
  record Recorded(AccountEvent event, Instant recordedAt, long position) {}

  Account account() {
    return account;
  }

  Instant now() {
    return now;
  }

  List<AccountEvent> events() {
    return events.stream().map(Recorded::event).toList();
  }

  /** The names of the events, those that were told late marked so. */
  Set<String> kinds() {
    var kinds = new HashSet<String>();
    for (Recorded one : events) {
      String name = one.event().getClass().getSimpleName();
      kinds.add(name);
      if (one.event().occurredAt().isBefore(one.recordedAt())) {
        kinds.add("late " + name);
      }
    }
    return kinds;
  }

  void advance(Instant to) {
    now = to;
  }

  /** Closes the books through a day. */
  void close(LocalDate through) {
    closedThrough = through;
  }

  Context context(@Nullable When occurredAt, String actor) {
    return new Context(
        now,
        occurredAt,
        actor,
        "because",
        null,
        null,
        catalogue,
        (kind, ids) -> null,
        fresh,
        false,
        closedThrough);
  }

  /** Decides and records; gives the refusal, or null. */
  @Nullable Refusal tell(AccountCommand command, @Nullable When occurredAt, String actor) {
    List<? extends AccountEvent> decided;
    try {
      decided = account.decide(command, context(occurredAt, actor));
    } catch (Refusal refusal) {
      return refusal;
    }
    for (AccountEvent event : decided) {
      events.add(new Recorded(event, now, events.size() + 1));
      account = account.apply(event);
      marks.add(event.occurredAt());
    }
    return null;
  }

  /** The account as it was at {@code asOf}, as known when {@code known} events were recorded. */
  Account at(Instant asOf, int known) {
    Account then = Account.unopened(account.accountId());
    for (Recorded one : events.subList(0, known)) {
      then = then.applyAsOf(one.event(), asOf);
    }
    return then;
  }

  /** The account from its events as they are stored. */
  Account replayed() {
    Account replayed = Account.unopened(account.accountId());
    for (Recorded one : events) {
      String name = EventNames.of(one.event().getClass());
      replayed =
          replayed.apply(LedgerJson.read(name, EventNames.REVISION, LedgerJson.write(one.event())));
    }
    return replayed;
  }

  /** Folds the account again, as a restarted node does. */
  void restart() {
    account = replayed();
  }

  /** The movements of an entitlement in the order in which they took effect. */
  List<JournalEntry.Recorded> movements(String entitlement, Instant asOf) {
    var found = new ArrayList<JournalEntry.Recorded>();
    for (Recorded one : events) {
      if (one.event() instanceof MovesQuota moving) {
        for (int i = 0; i < moving.movements().size(); i++) {
          var movement = moving.movements().get(i);
          if (movement.entitlement().equals(entitlement) && !movement.effectiveAt().isAfter(asOf)) {
            found.add(
                new JournalEntry.Recorded(one.position(), i, "any", one.recordedAt(), movement));
          }
        }
      }
    }
    found.sort(
        Comparator.comparing((JournalEntry.Recorded one) -> one.movement().effectiveAt())
            .thenComparingLong(JournalEntry.Recorded::position)
            .thenComparingInt(JournalEntry.Recorded::ordinal));
    return found;
  }

  /** Some time that something took effect at, or near it, and not after now. */
  Instant someTime(Random random) {
    var times = new ArrayList<>(marks);
    Collections.sort(times);
    times.add(now);
    Instant mark = times.get(random.nextInt(times.size()));
    Instant time =
        switch (random.nextInt(4)) {
          case 0 -> mark;
          case 1 -> mark.minusSeconds(1);
          case 2 -> mark.plusSeconds(86_400L * random.nextInt(40));
          default -> now.minusSeconds(3_600L * random.nextInt(24 * 40));
        };
    return time.isAfter(now) ? now : time;
  }

  int known() {
    return events.size();
  }
}

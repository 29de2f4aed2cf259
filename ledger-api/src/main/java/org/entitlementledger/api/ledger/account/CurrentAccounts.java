package org.entitlementledger.api.ledger.account;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.entitlementledger.api.ledger.account.PublishedAccounts.Published;
import org.entitlementledger.api.ledger.account.PublishedAccounts.Reach;
import org.entitlementledger.core.Account;
import org.entitlementledger.projections.log.HeadTable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Finds current accounts in this node's memory. What it returns lacks nothing that any node
 * committed more than 100 ms ago; where that is not certain it returns nothing, and the caller asks
 * the views.
 */
public final class CurrentAccounts {
  private static final Logger LOG = LoggerFactory.getLogger(CurrentAccounts.class);

  /** So old may the last look at the head of the log be. */
  private static final Duration OLDEST = Duration.ofMillis(100);

  /** After so long one of those who ask looks at the head, however many ask. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final PublishedAccounts accounts;
  private final HeadTable head;
  private final Supplier<CompletableFuture<?>> catchUp;
  private final AtomicBoolean catchingUp = new AtomicBoolean();
  private final AtomicBoolean looking = new AtomicBoolean();
  private final Counter found;
  private final Counter missed;

  /**
   * @param jdbc for looks at the head
   * @param catchUp makes the writer read what other nodes have written
   */
  public CurrentAccounts(
      PublishedAccounts accounts,
      JdbcOperations jdbc,
      Supplier<CompletableFuture<?>> catchUp,
      MeterRegistry meters) {
    this.accounts = accounts;
    this.head = new HeadTable(jdbc);
    this.catchUp = catchUp;
    this.found = counter(meters, "memory");
    this.missed = counter(meters, "view");
  }

  private static Counter counter(MeterRegistry meters, String source) {
    return Counter.builder("ledger.current.accounts")
        .description("Questions about what an account has now, by where they were answered")
        .tag("source", source)
        .register(meters);
  }

  /**
   * An account as it is now.
   *
   * @param position it has exactly its events up to here
   * @param now by the ledger's clock
   */
  public record Current(Account account, long position, Instant now) {}

  /**
   * The account; null where it is not in memory or not certain to be current.
   *
   * @param position that it must at least have reached
   */
  public @Nullable Current find(String accountId, long position) {
    Current current = current(accountId, position);
    (current == null ? missed : found).increment();
    return current;
  }

  private @Nullable Current current(String accountId, long position) {
    Reach reach = fresh();
    Published published = reach == null ? null : accounts.find(accountId);
    if (reach == null || published == null || !published.account().exists()) {
      return null;
    }
    long at = Math.max(reach.position(), published.position());
    if (at < position) {
      catchUp();
      return null;
    }
    return new Current(published.account(), at, now(reach, published));
  }

  /** How far the accounts reach, where that was the end of the log a moment ago. */
  private @Nullable Reach fresh() {
    Reach reach = accounts.reach();
    if (reach != null && age(reach).compareTo(BETWEEN_LOOKS) > 0) {
      look(reach);
      reach = accounts.reach();
    }
    return reach == null || age(reach).compareTo(OLDEST) > 0 ? null : reach;
  }

  private static Duration age(Reach reach) {
    return Duration.ofNanos(System.nanoTime() - reach.reading().before());
  }

  private void look(Reach known) {
    if (!looking.compareAndSet(false, true)) {
      return;
    }
    try {
      if (!accounts.confirm(known, HeadSnapshot.of(head))) {
        catchUp();
      }
    } catch (DataAccessException away) {
      LOG.debug("the head of the log cannot be read", away);
    } finally {
      looking.set(false);
    }
  }

  private void catchUp() {
    if (catchingUp.compareAndSet(false, true)) {
      var _ = catchUp.get().whenComplete((_, _) -> catchingUp.set(false));
    }
  }

  /**
   * The ledger's clock, from its last reading and the time since, which is short. A rehearsal's
   * clock is read, since any node may have moved it.
   */
  private Instant now(Reach reach, Published published) {
    HeadSnapshot reading = reach.reading();
    if (reading.head().testNow() != null) {
      return later(head.read().now(), published.lastRecordedAt());
    }
    Instant clock =
        reading
            .head()
            .databaseNow()
            .plusNanos(System.nanoTime() - reading.after())
            .truncatedTo(ChronoUnit.MICROS);
    return later(later(clock, reach.lastRecordedAt()), published.lastRecordedAt());
  }

  private static Instant later(Instant one, @Nullable Instant other) {
    return other == null || one.isAfter(other) ? one : other;
  }
}

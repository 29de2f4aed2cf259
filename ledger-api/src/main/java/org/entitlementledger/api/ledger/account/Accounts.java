package org.entitlementledger.api.ledger.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.json.UnreadableEvent;
import org.entitlementledger.projections.log.Head;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.snapshot.SnapshotTable;
import org.entitlementledger.projections.snapshot.Snapshotter;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The writer's cache of recently used accounts, for its thread alone. Accounts are pure values, so
 * a failed group commit needs no eviction.
 */
public final class Accounts {
  /** More than so many events are not read to bring what is held up to the head. */
  private static final long FAR_BEHIND = 10_000;

  /** So many events of each account are read with those of others in one go. */
  private static final long SHORT = 200;

  private final LogTable log;
  private final SnapshotTable snapshots;
  private final Snapshotter snapshotter;
  private final long mostEvents;
  private final PublishedAccounts published;
  private final LinkedHashMap<String, Account> held = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<String, UnreadableEvent> unreadable = new HashMap<>();

  /** Every account that is held has all its events up to here, and perhaps some beyond. */
  private long position;

  /** Which run of which server {@link #position} was read from. */
  private @Nullable Instant server;

  private long events;
  private Set<String> needed = Set.of();

  /** Held, or let go, since the accounts were published. */
  private final Set<String> changed = new HashSet<>();

  /**
   * @param snapshotter is offered accounts that have grown
   * @param mostEvents the accounts held beside those of the last batch have at most so many events
   *     together, each counted as one more than it has
   */
  public Accounts(
      JdbcOperations jdbc, Snapshotter snapshotter, long mostEvents, PublishedAccounts published) {
    this.log = new LogTable(jdbc);
    this.snapshots = new SnapshotTable(jdbc);
    this.snapshotter = snapshotter;
    this.mostEvents = mostEvents;
    this.published = published;
  }

  /** Makes sure that these are in memory; what is not is read from the log. */
  public void load(Set<String> accountIds) {
    needed = accountIds;
    Set<String> missing = new LinkedHashSet<>(accountIds);
    missing.removeAll(held.keySet());
    if (missing.isEmpty()) {
      return;
    }
    // Held only when all is read: a read that breaks off must leave no half account.
    var loading = new HashMap<String, Account>();
    missing.forEach(accountId -> loading.put(accountId, Account.unopened(accountId)));
    try {
      log.eachOfAccounts(
          missing,
          SHORT,
          event ->
              loading.computeIfPresent(event.accountId(), (_, before) -> after(before, event)));
      loading.replaceAll(
          (_, account) -> account.version() < SHORT ? account : rest(nearest(account)));
    } catch (UnreadableEvent one) {
      loading.replaceAll((_, account) -> readable(account));
    }
    loading.values().forEach(this::hold);
  }

  /** The newest stored state, where it is further. */
  private Account nearest(Account account) {
    Account stored = snapshots.newest(account.accountId());
    return stored == null || stored.version() < account.version() ? account : stored;
  }

  private Account rest(Account account) {
    var at = new AtomicReference<>(account);
    log.eachOfAccount(
        account.accountId(),
        account.version(),
        event -> at.updateAndGet(before -> after(before, event)));
    return at.get();
  }

  private Account readable(Account account) {
    try {
      return rest(account);
    } catch (UnreadableEvent fault) {
      unreadable.put(account.accountId(), fault);
      return account;
    }
  }

  /**
   * Folds what has come to the log since. Where that would be much, what is held is let go instead,
   * unless the head is locked and it is needed. After a restart of the server or a fail-over the
   * accounts are read again: the log may lack events that they hold, and have others instead.
   */
  public void catchUp(Head head, boolean locked) {
    long size = head.size();
    if (size < position || !Objects.equals(server, head.serverStartedAt())) {
      server = head.serverStartedAt();
      reload(size);
      return;
    }
    boolean farBehind = size - position > FAR_BEHIND;
    if (held.isEmpty() || (farBehind && !locked)) {
      clear();
      position = size;
    }
    try {
      log.each(position, size, held::containsKey, this::fold);
      position = size;
    } catch (UnreadableEvent one) {
      reload(size);
    }
  }

  private void reload(long size) {
    clear();
    position = size;
    load(needed);
  }

  private void fold(LoggedEvent event) {
    hold(after(at(event.accountId()), event));
  }

  /**
   * The account with one more event, unless it has that already.
   *
   * @throws UnreadableEvent where events before it are gone: nothing is decided on what is left
   */
  private static Account after(Account account, LoggedEvent event) {
    if (event.sequence() > account.version()) {
      throw UnreadableEvent.because(
              "event " + account.version() + " of account " + account.accountId() + " is gone")
          .at(event.position());
    }
    return event.sequence() == account.version() ? account.apply(event.event()) : account;
  }

  /**
   * The account, which is held.
   *
   * @throws UnreadableEvent where its events cannot be read
   */
  public Account get(String accountId) {
    UnreadableEvent fault = unreadable.get(accountId);
    if (fault != null) {
      throw fault;
    }
    return at(accountId);
  }

  private Account at(String accountId) {
    return Objects.requireNonNull(held.get(accountId), accountId);
  }

  /** Takes what a batch has made durable with its events, up to {@code size}. */
  public void take(Collection<Account> after, List<LoggedEvent> events, long size) {
    after.forEach(this::hold);
    position = size;
    for (LoggedEvent event : events) {
      Account account = held.get(event.accountId());
      if (account != null && account.version() == event.sequence() + 1) {
        snapshotter.offer(account, event);
      }
    }
  }

  /** Publishes what has changed, once it is durable; they have their events up to {@code reach}. */
  public void publish(PublishedAccounts.Reach reach) {
    for (String accountId : changed) {
      Account account = unreadable.containsKey(accountId) ? null : held.get(accountId);
      if (account == null) {
        published.remove(accountId);
      } else {
        published.put(account, reach);
      }
    }
    changed.clear();
    published.reached(reach);
  }

  /**
   * Lets go of those used least, down to the bound, and of what could not be read. Those of the
   * last batch stay, however large: they are likely to be needed again at once.
   */
  public void trim() {
    unreadable.keySet().forEach(this::drop);
    unreadable.clear();
    var eldest = new ArrayList<String>();
    long over = events - mostEvents;
    for (Account account : held.values()) {
      if (over <= 0) {
        break;
      }
      if (!needed.contains(account.accountId())) {
        over -= weight(account);
        eldest.add(account.accountId());
      }
    }
    eldest.forEach(this::drop);
  }

  private void hold(Account account) {
    events += weight(account);
    changed.add(account.accountId());
    Account before = held.put(account.accountId(), account);
    events -= before == null ? 0 : weight(before);
  }

  private void drop(String accountId) {
    changed.add(accountId);
    Account before = held.remove(accountId);
    events -= before == null ? 0 : weight(before);
  }

  private void clear() {
    held.clear();
    published.clear();
    changed.clear();
    events = 0;
  }

  private static long weight(Account account) {
    return account.version() + 1;
  }
}

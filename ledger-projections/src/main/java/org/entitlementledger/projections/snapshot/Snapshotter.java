package org.entitlementledger.projections.snapshot;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Executor;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.json.AccountForm;
import org.entitlementledger.projections.BackgroundLoop;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.snapshot.SnapshotTable.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The thread that stores states of large accounts as they grow. Nobody waits for it: what it is
 * offered beyond its bounds it forgets, and the next offer makes up for it.
 */
public final class Snapshotter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshotter.class);

  /** From one state to the next an account grows by so many events at least. */
  static final long FEW = 1_000;

  /** And by such a share of its events. */
  private static final long SHARE = 16;

  /** Of accounts that wait. */
  private static final int MOST_WAITING = 64;

  /** Of accounts whose stored state is remembered. */
  private static final int MOST_REMEMBERED = 10_000;

  /** A state of at most so many bytes is read back before it is stored. */
  private static final int READ_BACK = 1 << 20;

  private static final Duration LOOK = Duration.ofMillis(50);

  /** The thread rests so many times as long as it has worked: a tenth of a processor at most. */
  private static final int REST = 9;

  private final SnapshotTable table;
  private final Executor transactions;
  private final long mostEvents;
  private final SequencedMap<String, Offer> waiting = new LinkedHashMap<>();
  private final SequencedMap<String, Long> stored = new LinkedHashMap<>(16, 0.75f, true);
  private final BackgroundLoop loop = new BackgroundLoop("snapshotter", this::round);

  private record Offer(Account account, LoggedEvent last) {}

  /**
   * @param transactions runs in a transaction of its own what it is given
   * @param mostEvents larger accounts are not stored
   */
  public Snapshotter(JdbcOperations jdbc, Executor transactions, long mostEvents) {
    this.table = new SnapshotTable(jdbc);
    this.transactions = transactions;
    this.mostEvents = mostEvents;
  }

  /** Starts. */
  public void start() {
    loop.start();
  }

  /**
   * Offers an account that has grown.
   *
   * @param last its last event, which is committed
   */
  public void offer(Account account, LoggedEvent last) {
    if (account.version() >= FEW) {
      enqueue(account, last);
    }
  }

  private synchronized void enqueue(Account account, LoggedEvent last) {
    boolean room = waiting.size() < MOST_WAITING || waiting.containsKey(account.accountId());
    if (isDue(account, stored.getOrDefault(account.accountId(), 0L)) && room) {
      waiting.put(account.accountId(), new Offer(account, last));
    }
  }

  private boolean isDue(Account account, long before) {
    long step = Math.max(FEW, account.version() / SHARE);
    return account.version() - before >= step && account.version() <= mostEvents;
  }

  /** Ends after what is being stored. */
  @Override
  public void close() {
    loop.close();
  }

  private Duration round() {
    long began = System.nanoTime();
    Offer offer = next();
    if (offer != null) {
      handle(offer);
    }
    return Duration.ofNanos(System.nanoTime() - began).multipliedBy(REST).plus(LOOK);
  }

  private synchronized @Nullable Offer next() {
    Map.Entry<String, Offer> first = waiting.pollFirstEntry();
    return first == null ? null : first.getValue();
  }

  private void handle(Offer offer) {
    try {
      store(offer.account, offer.last);
    } catch (RuntimeException failed) {
      LOG.debug("no snapshot of {}", offer.account.accountId(), failed);
    }
  }

  /** Stores the state of an account unless there is one that is nearly as new. */
  void store(Account account, LoggedEvent last) {
    String accountId = account.accountId();
    long before = table.newestVersion(accountId);
    if (!isDue(account, before)) {
      remember(accountId, before);
      return;
    }
    byte[] bytes = AccountForm.write(account);
    if (bytes.length > READ_BACK || account.equals(AccountForm.read(bytes))) {
      store(State.of(account, last, bytes));
    } else {
      LOG.error("the state of {} cannot be read back and is not stored", accountId);
    }
    remember(accountId, account.version());
  }

  /**
   * Each piece in a short transaction, the first one last: where it is there, all are. The states
   * before stay until then.
   */
  private void store(State state) {
    transactions.execute(() -> table.delete(state.accountId(), state.version(), false));
    for (int piece = state.pieces().size() - 1; piece >= 0; piece--) {
      int number = piece;
      transactions.execute(() -> table.store(state, number));
    }
    transactions.execute(() -> table.delete(state.accountId(), state.version(), true));
  }

  private synchronized void remember(String accountId, long version) {
    stored.put(accountId, version);
    if (stored.size() > MOST_REMEMBERED) {
      stored.pollFirstEntry();
    }
  }
}

package org.entitlementledger.api.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Clients that send one request after the other, and each until it is answered: a connection that
 * breaks, and an answer that says that nothing was decided, are answered by sending it again. What
 * they were told is all that they know.
 */
final class Load implements AutoCloseable {
  private static final int SHARED_ACCOUNTS = 4;
  private static final String STARTS_ON = "2025-03-15";
  private static final long RETRY_NANOS = 5_000_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Supplier<Client> client;
  private final int shared;
  private final String startsOn;
  private final Map<String, Answered> answered = new ConcurrentHashMap<>();
  private final AtomicLong repeats = new AtomicLong();
  private final AtomicLong putOff = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Semaphore told = new Semaphore(0);
  private final ReadWriteLock pause = new ReentrantReadWriteLock(true);
  private volatile boolean over;
  private volatile long overSince;

  /** A request and the one answer to it. */
  record Answered(Request request, Reply reply) {}

  Load(Supplier<Client> client, int clients) {
    this(client, clients, SHARED_ACCOUNTS, STARTS_ON);
  }

  /**
   * Starts it.
   *
   * @param shared so many accounts belong to all clients
   * @param startsOn when the contracts start: a day of the month that the ledger's clock shows
   */
  Load(Supplier<Client> client, int clients, int shared, String startsOn) {
    this.client = client;
    this.shared = shared;
    this.startsOn = startsOn;
    for (int i = 0; i < shared; i++) {
      client.get().buy(shared(i), "signature", startsOn);
    }
    for (int i = 0; i < clients; i++) {
      int number = i;
      threads.add(Thread.ofVirtual().start(() -> run(number)));
    }
  }

  private String shared(int number) {
    return "shared-" + number % shared;
  }

  /** Waits until so many more requests have been answered. */
  void awaitAnswers(int more) {
    told.drainPermits();
    try {
      boolean came = told.tryAcquire(more, PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(failed.get()).as("what went wrong with a client").isNull();
      assertThat(came).as("answers go on").isTrue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** Lets each client finish its current request, does {@code work}, and lets them go on. */
  void pauseFor(Runnable work) {
    pause.writeLock().lock();
    try {
      work.run();
    } finally {
      pause.writeLock().unlock();
    }
  }

  /** Lets each client finish its last request. */
  @Override
  public void close() {
    overSince = System.nanoTime();
    over = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(stopped);
      }
    }
    assertThat(failed.get()).as("what went wrong with a client").isNull();
  }

  /** The newest position that a client was told. */
  long newest() {
    return answered.values().stream()
        .filter(one -> one.reply().header("Ledger-Position") != null)
        .mapToLong(one -> one.reply().position())
        .max()
        .orElseThrow();
  }

  Map<String, Answered> answered() {
    return Map.copyOf(answered);
  }

  /** How many requests were sent again because nothing was heard of them. */
  long repeats() {
    return repeats.get();
  }

  /** How many requests were sent again because they were told to come back later. */
  long putOff() {
    return putOff.get();
  }

  private void run(int number) {
    try {
      Client own = client.get();
      for (int turn = 0; !over; turn++) {
        Request request = request(number, turn);
        pause.readLock().lock();
        try {
          answered.put(request.key(), new Answered(request, send(own, request)));
        } finally {
          pause.readLock().unlock();
        }
        told.release();
      }
    } catch (RuntimeException | AssertionError wrong) {
      failed.compareAndSet(null, wrong);
    }
  }

  private Reply send(Client own, Request request) {
    while (true) {
      try {
        Reply reply = request.send(own);
        if (reply.status() != 503 && reply.status() != 429) {
          return reply;
        }
        assertThat(reply.header("Retry-After")).as(reply.body()).isNotNull();
        putOff.incrementAndGet();
      } catch (UncheckedIOException lost) {
        repeats.incrementAndGet();
      }
      assertThat(over && System.nanoTime() - overSince > PATIENCE.toNanos())
          .as("never answered: %s", request)
          .isFalse();
      LockSupport.parkNanos(RETRY_NANOS);
    }
  }

  /**
   * What a client asks in its turn: each opens accounts, buys, and uses up what it bought, so that
   * some of it is refused; in between all use up the same few accounts together, and log calls on
   * them, without an id that would make the repetition safe by itself.
   */
  private Request request(int number, int turn) {
    String key = "k-" + number + "-" + turn;
    String account = "own-" + number + "-" + turn / 10;
    String path = "/v1/accounts/" + account;
    String common = "/v1/accounts/" + shared(number + turn);
    return switch (turn % 10) {
      case 0 ->
          new Request(
              key, "/v1/accounts", "{\"accountId\":\"%s\",\"name\":\"Own\"}".formatted(account));
      case 1 ->
          new Request(
              key,
              path + "/contracts",
              "{\"tier\":\"advanced\",\"startsOn\":\"%s\",\"termMonths\":12}".formatted(startsOn));
      case 2, 3 -> new Request(key, path + "/vouchers", "{\"quantity\":15}");
      case 4 -> new Request(key, path + "/vouchers", "{\"quantity\":11}");
      case 5 -> new Request(key, common + "/vouchers", "{\"quantity\":7}");
      default -> new Request(key, common + "/progress-calls", "{}");
    };
  }
}

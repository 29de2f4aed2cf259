package org.entitlementledger.api.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.projections.projector.View;
import org.entitlementledger.projections.views.Views;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds, compares or verifies again and again, as often as the node dies under it. Whatever it
 * is told must be that the views are what the log gives.
 */
final class Upkeep implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration SHORTLY = Duration.ofMillis(5);

  private final Supplier<Client> admin;
  private final Map<Kind, Integer> done = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
  private final Thread thread;
  private volatile Kind wanted = Kind.REBUILD;
  private volatile @Nullable Kind running;
  private volatile @Nullable Kind last;
  private volatile boolean over;

  /** What it does. */
  enum Kind {
    REBUILD,
    COMPARISON,
    VERIFICATION
  }

  /** Starts it. */
  Upkeep(Supplier<Client> admin) {
    this.admin = admin;
    thread = Thread.ofVirtual().start(this::run);
  }

  /** Does nothing but this when it is done with what it does. */
  void goOnWith(Kind kind) {
    wanted = kind;
  }

  /** The same, and returns when it has begun. */
  void begin(Kind kind) {
    goOnWith(kind);
    await()
        .atMost(PATIENCE)
        .pollInterval(SHORTLY)
        .until(() -> running == kind || failed.get() != null);
    assertThat(failed.get()).as("what went wrong with a view").isNull();
  }

  /** Does this until it has come to its end once more, and then nothing. */
  void finish(Kind kind) {
    goOnWith(kind);
    last = kind;
    await().atMost(PATIENCE).until(() -> over || failed.get() != null);
    assertThat(failed.get()).as("what went wrong with a view").isNull();
  }

  private void run() {
    try {
      for (int turn = 0; !over; turn++) {
        running = wanted;
        doOnce(wanted, Views.ALL.get(turn % Views.ALL.size()));
      }
    } catch (RuntimeException | AssertionError wrong) {
      failed.compareAndSet(null, wrong);
    }
  }

  private void doOnce(Kind kind, View view) {
    try {
      boolean ended =
          switch (kind) {
            case REBUILD -> compared(view, "rebuild");
            case COMPARISON -> compared(view, "comparison");
            case VERIFICATION -> verified();
          };
      if (ended) {
        done.merge(kind, 1, Integer::sum);
        if (kind == last) {
          over = true;
        }
      }
    } catch (UncheckedIOException killed) {
      LockSupport.parkNanos(SHORTLY.toNanos());
    }
  }

  /**
   * False where it is not begun: right after a start, and while one goes on that timed out here.
   */
  private boolean compared(View view, String how) {
    Reply reply = admin.get().post("/v1/admin/views/" + view.name() + "/" + how, "");
    if (reply.status() == 503 || reply.status() == 409) {
      return false;
    }
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.json().path("differenceCount").longValue()).as(reply.body()).isZero();
    return true;
  }

  private boolean verified() {
    Reply begun = admin.get().post("/v1/audit/verifications", "{}");
    if (begun.status() == 503 || begun.status() == 429) {
      return false;
    }
    assertThat(begun.status()).as(begun.body()).isEqualTo(202);
    String path = String.valueOf(begun.header("Location"));
    while (wanted == Kind.VERIFICATION) {
      Reply reply = admin.get().get(path, "Ledger-Min-Position", "0");
      String status = reply.json().path("status").asString();
      if (reply.status() == 200 && !status.equals("running")) {
        assertThat(status).as(reply.body()).isIn("verified", "cancelled");
        return status.equals("verified");
      }
      LockSupport.parkNanos(SHORTLY.toNanos());
    }
    admin.get().post(path + "/cancellation", "{}");
    return false;
  }

  /** Lets it finish what it does. */
  @Override
  public void close() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
    assertThat(failed.get()).as("what went wrong with a view").isNull();
    System.out.printf(Locale.ROOT, "came to their end without a difference: %s%n", done);
  }
}

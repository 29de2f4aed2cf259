package org.entitlementledger.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.entitlementledger.benchmark.Callers.Rate;
import org.entitlementledger.projections.Databases.Database;

/** What an account with many events costs beside one with few. */
final class Giant {
  private static final int EVENTS = Integer.getInteger("giant", 100_000);
  private static final int CALLERS = 64;
  private static final String GIANT = "giant";
  private static final String SMALL = "small";
  private static final int SMALL_EVENTS = 10;
  private static final Rate HALF_A_SECOND = Rate.per(500);

  private Giant() {}

  static void measure(String name, Database database, Path folder, Results results)
      throws Exception {
    Instant past;
    try (var ledger = Ledger.fresh(database, folder)) {
      ledger.open(GIANT);
      ledger.open(SMALL);
      fill(ledger, SMALL, SMALL_EVENTS);
      fill(ledger, GIANT, EVENTS / 10 * 9);
      past = ledger.now();
      fill(ledger, GIANT, EVENTS / 10);
      ledger.awaitViews();
      reads(name, ledger, past, results);
    }
    try (var ledger = Ledger.again(database, folder)) {
      for (int i = 0; i < Ledger.ACCOUNTS; i++) {
        ledger.call(Ledger.account(i));
      }
      results.limit(name, "milliseconds of a small account's first command", first(ledger, SMALL));
      results.atMost(
          name,
          "milliseconds of a giant account's, against 500",
          first(ledger, GIANT),
          HALF_A_SECOND,
          1);
    }
  }

  private static void fill(Ledger ledger, String account, int events) throws InterruptedException {
    var left = new AtomicInteger(events);
    var threads = new Thread[CALLERS];
    for (int i = 0; i < CALLERS; i++) {
      threads[i] =
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (left.getAndDecrement() > 0) {
                      ledger.call(account);
                    }
                  });
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void reads(String name, Ledger ledger, Instant past, Results results)
      throws Exception {
    Callers one = ledger.callers(Duration.ofSeconds(2), Duration.ofSeconds(4));
    String balance = Ledger.BALANCE + "?asOf=" + past + "&recordedAsOf=" + past;
    compare(
        name,
        "a page of history",
        "/v1/accounts/{accountId}/history?limit=20",
        0.5,
        one,
        ledger,
        results);
    compare(
        name,
        "a page of movements",
        Ledger.BALANCE + "/movements?limit=20",
        0.5,
        one,
        ledger,
        results);
    compare(name, "a balance as of the past", balance, 0.2, one, ledger, results);
  }

  private static void compare(
      String name,
      String what,
      String path,
      double budget,
      Callers one,
      Ledger ledger,
      Results results)
      throws Exception {
    Rate small = one.measure(1, number -> ledger.requests().gets(path, SMALL));
    results.limit(name, "limit: " + what + ", small account", small);
    Rate giant = one.measure(1, number -> ledger.requests().gets(path, GIANT));
    results.atLeast(name, what + ", giant account", giant, small, budget);
  }

  private static Rate first(Ledger ledger, String account) {
    long before = System.nanoTime();
    ledger.call(account);
    return Rate.per((System.nanoTime() - before) / 1e6);
  }
}

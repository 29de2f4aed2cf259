package org.entitlementledger.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.entitlementledger.benchmark.Callers.Rate;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Databases.Database;
import org.entitlementledger.projections.tree.KeyRing;
import org.springframework.util.FileSystemUtils;

/**
 * Measures the budgets of the ledger, on an embedded PostgreSQL and on H2, with real durability and
 * all views following and the tree sealing, and prints each beside what the same machine could do
 * at most.
 */
public final class Benchmark {
  private static final int CALLERS = 64;

  /** At a time. */
  private static final int BATCHES = 4;

  private static final Duration SPAN = Duration.ofSeconds(10);

  private static final Duration STEADY = Duration.ofSeconds(20);

  private static final int FEW = 100;
  private static final int MANY = 100_000;

  /** Until the compiler of the JVM is done with what is measured. */
  private static final Callers COLD = new Callers(Duration.ofSeconds(25), SPAN);

  private static final Callers LOAD = new Callers(Duration.ofSeconds(6), SPAN);

  private Benchmark() {}

  /**
   * Runs all of it.
   *
   * @param arguments the file that keeps the results
   */
  public static void main(String[] arguments) throws Exception {
    var results = new Results(Path.of(arguments[0]), System.out, InstantSource.system().instant());
    Rate inserts =
        in(folder -> Limits.inserts(Databases.POSTGRESQL.migrated(folder), LOAD, CALLERS));
    results.add("POSTGRESQL", "limit: single-row INSERT commits", inserts, null, null);
    for (Databases kind : Databases.values()) {
      in(
          folder -> {
            measure(kind, folder, results, inserts.perSecond());
            return kind;
          });
    }
    Rate few = Draws.of(FEW);
    results.add("", "limit: a draw with 100 grants", few, null, null);
    results.add("", "a draw with 100,000 grants", Draws.of(MANY), few.perSecond(), 0.1);
    results.keep();
    System.exit(0);
  }

  private static void measure(Databases kind, Path folder, Results results, double inserts)
      throws Exception {
    String name = kind.name();
    Rate unsealed = in(aside -> unsealed(kind.empty(aside), aside));
    results.add(name, "limit: commands at the writer, none sealed", unsealed, null, null);
    var database = kind.empty(folder);
    try (var ledger = new Ledger(database, folder)) {
      Rate commands = COLD.measure(CALLERS, number -> ledger.commands(number, Ledger.ACCOUNTS));
      results.add(name, "commands at the writer on 500 accounts", commands, inserts, 0.8);
      results.add(name, "the same, beside none sealed", commands, unsealed.perSecond(), 0.95);
      ledger.awaitViews();
      results.add(
          name,
          "commands at the writer on one account",
          LOAD.measure(CALLERS, number -> ledger.commands(0, 1)),
          inserts,
          0.8);
      ledger.awaitViews();
      results.add(
          name, "single commands over HTTP", LOAD.measure(CALLERS, ledger::posts), inserts, 0.4);
      ledger.awaitViews();
      results.add(
          name,
          "commands through batches of 1,000 lines",
          LOAD.measure(BATCHES, ledger::batches).times(Ledger.LINES),
          inserts,
          0.8);
      ledger.awaitViews();
      Rate constant = LOAD.measure(CALLERS, number -> ledger.gets(number, Constant.PATH));
      results.add(name, "limit: a constant answer over HTTP", constant, null, null);
      results.add(
          name,
          "reading a balance over HTTP",
          LOAD.measure(CALLERS, number -> ledger.gets(number, Ledger.BALANCE)),
          constant.perSecond(),
          0.25);
      results.add(name, "lag to the view under load", ledger.lag(), null, null);
      ledger.awaitViews();
      results.add(name, "events in a MiB of the database", Footprint.of(database), null, null);
      Rate cursor = Limits.cursor(database);
      results.add(name, "limit: a plain cursor over the log", cursor, null, null);
      results.add(name, "rebuilding every view", ledger.rebuild(), cursor.perSecond(), 0.15);
      verifying(name, ledger, results, cursor.perSecond());
    }
    in(
        aside -> {
          besideVerifying(name, kind.empty(aside), aside, results);
          return name;
        });
  }

  private static void verifying(String name, Ledger ledger, Results results, double cursor)
      throws Exception {
    Hashing hashing = ledger.hashing();
    Rate plain = hashing.plain();
    results.add(name, "limit: SHA-256 over the leaves", plain, null, null);
    results.add(name, "verifying: hashing", hashing.verifying(), plain.perSecond(), 0.3);
    results.add(name, "verifying: the whole ledger", ledger.verify(), cursor, null);
  }

  /** A ledger so short that all that a verification does comes several times. */
  private static void besideVerifying(String name, Database database, Path folder, Results results)
      throws Exception {
    try (var ledger = new Ledger(database, folder)) {
      ledger.steady(STEADY);
      ledger.verify();
      Rate quiet = ledger.steady(STEADY.multipliedBy(2));
      results.add(name, "limit: 1 / p99 at 2,000 commands a second", quiet, null, null);
      Rate verifying = ledger.steadyWhileVerifying(STEADY.multipliedBy(6));
      results.add(name, "1 / p99 of the same while verifying", verifying, quiet.perSecond(), 0.5);
    }
  }

  /** With a key of another ledger, which seals nothing. */
  private static Rate unsealed(Database database, Path folder) throws Exception {
    String foreign = KeyRing.fresh("benchmark.example.com/another").signer().secret();
    try (var ledger = new Ledger(database, folder, "--ledger.signing-key=" + foreign)) {
      return COLD.measure(CALLERS, number -> ledger.commands(number, Ledger.ACCOUNTS));
    }
  }

  /** Something that took so long once. */
  static Rate once(long count, long nanos) {
    return new Rate(count / (nanos / 1e9), Duration.ZERO, Duration.ZERO);
  }

  private interface InFolder<T> {
    T run(Path folder) throws Exception;
  }

  private static <T> T in(InFolder<T> task) throws Exception {
    Path folder = Files.createTempDirectory("ledger-benchmark-");
    try {
      return task.run(folder);
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
  }
}

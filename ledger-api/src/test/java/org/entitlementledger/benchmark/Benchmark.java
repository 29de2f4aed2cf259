package org.entitlementledger.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.entitlementledger.benchmark.Callers.Rate;
import org.entitlementledger.benchmark.Suite.Budgets;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Databases.Database;
import org.springframework.util.FileSystemUtils;

/**
 * Measures the budgets of the ledger, on an embedded PostgreSQL and on H2, with real durability,
 * and prints each beside what the same machine could do at most. Commands count once all views have
 * followed them.
 */
public final class Benchmark {
  private static final Duration STEADY = Duration.ofSeconds(20);

  private static final int FEW = 100;
  private static final int MANY = 100_000;

  private Benchmark() {}

  /**
   * Runs all of it.
   *
   * @param arguments the file that keeps the results
   */
  public static void main(String[] arguments) throws Exception {
    var results = new Results(Path.of(arguments[0]), System.out, InstantSource.system().instant());
    in(folder -> measure(folder, results));
    Rate few = Draws.of(FEW);
    results.limit("", "limit: a draw with 100 grants", few);
    results.atLeast("", "a draw with 100,000 grants", Draws.of(MANY), few, 0.1);
    results.keep();
    System.exit(0);
  }

  private static void measure(Path folder, Results results) throws Exception {
    try (var limits = new Limits(Databases.POSTGRESQL.migrated(folder))) {
      for (Databases kind : Databases.values()) {
        in(aside -> suite(kind, aside, limits, results));
        in(aside -> replays(kind, aside, results));
        in(aside -> Giant.measure(kind.name(), kind.empty(aside), aside, results));
      }
    }
  }

  private static void suite(Databases kind, Path folder, Limits limits, Results results)
      throws Exception {
    Budgets budgets =
        switch (kind) {
          case POSTGRESQL -> new Budgets(1.0, 0.45, 0.8, 4);
          case H2 -> new Budgets(0.6, 0.28, 0.4, 4);
        };
    Database database = kind.empty(folder);
    try (var ledger = Ledger.fresh(database, folder)) {
      new Suite(kind.name(), budgets, ledger, limits, results).run();
    }
    var footprint = new Footprint(database);
    results.limit(kind.name(), "limit: bytes an event in the log", footprint.log());
    results.atMost(
        kind.name(),
        "bytes an event in the database",
        footprint.all(),
        footprint.log(),
        kind == Databases.H2 ? 4 : 3);
  }

  /** A ledger so short that all that a verification does comes several times. */
  private static void replays(Databases kind, Path folder, Results results) throws Exception {
    String name = kind.name();
    Database database = kind.empty(folder);
    try (var ledger = Ledger.fresh(database, folder)) {
      ledger.steady(STEADY);
      ledger.awaitViews();
      ledger.verify();
      Rate cursor = Limits.cursor(database).mean(Limits.cursor(database));
      results.limit(name, "limit: a plain cursor over the log", cursor);
      Rate rebuild = ledger.rebuild().mean(ledger.rebuild());
      double least = kind == Databases.H2 ? 0.05 : 0.15;
      results.atLeast(name, "rebuilding every view", rebuild, cursor, least);
      Rate verify = ledger.verify().mean(ledger.verify());
      results.atLeast(name, "verifying the whole ledger", verify, cursor, 0.15);
      Hashing hashing = ledger.hashing();
      Rate plain = hashing.plain();
      results.limit(name, "limit: SHA-256 over the leaves", plain);
      results.atLeast(name, "hashing and roots", hashing.verifying(), plain, 0.3);
      Rate quiet = ledger.steady(STEADY);
      results.limit(name, "limit: 1 / p99 at 2,000 commands a second", quiet);
      Rate verifying = ledger.steadyWhileVerifying(STEADY.multipliedBy(2));
      results.atLeast(name, "1 / p99 of the same while verifying", verifying, quiet, 0.5);
    }
  }

  private interface InFolder {
    void run(Path folder) throws Exception;
  }

  private static void in(InFolder task) throws Exception {
    Path folder = Files.createTempDirectory("ledger-benchmark-");
    try {
      task.run(folder);
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
  }
}

package org.entitlementledger.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.entitlementledger.benchmark.Callers.Rate;
import org.jspecify.annotations.Nullable;

/** The table: each figure beside its limit, its budget and what it was in the last run. */
final class Results {
  private static final String HEADER =
      "run,database,measure,value,limit,ratio,budget,median_micros,p99_micros,processor_micros";
  private static final String ROW = "%-11s %-52s %12s %12s %7s %7s %7s  %s%n";

  private final Path file;
  private final PrintStream out;
  private final Map<String, String> last = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();
  private final Instant run;

  Results(Path file, PrintStream out, Instant run) throws IOException {
    this.file = file;
    this.out = out;
    this.run = run.truncatedTo(ChronoUnit.SECONDS);
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] fields = line.split(",", -1);
        last.put(fields[1] + "," + fields[2], fields[5]);
      }
    }
    out.printf(
        Locale.ROOT, ROW, "database", "measure", "value", "limit", "ratio", "budget", "before", "");
  }

  /** A figure that others are measured against. */
  void limit(String database, String measure, Rate value) {
    add(database, measure, value, null, "");
  }

  /** A figure whose ratio to its limit should be so much at least. */
  void atLeast(String database, String measure, Rate value, Rate limit, double budget) {
    add(database, measure, value, limit, "≥ " + budget);
  }

  /** A figure whose ratio to its limit should be so much at most. */
  void atMost(String database, String measure, Rate value, Rate limit, double budget) {
    add(database, measure, value, limit, "≤ " + budget);
  }

  private void add(
      String database, String measure, Rate value, @Nullable Rate limit, String budget) {
    String ratio = limit == null ? "" : number("%.2f", value.perSecond() / limit.perSecond());
    String against = limit == null ? "" : figure(limit.perSecond());
    out.printf(
        Locale.ROOT,
        ROW,
        database,
        measure,
        figure(value.perSecond()),
        against,
        ratio,
        budget,
        last.getOrDefault(database + "," + measure, ""),
        times(value));
    lines.add(
        String.join(
            ",",
            run.toString(),
            database,
            measure,
            figure(value.perSecond()),
            against,
            ratio,
            budget,
            micros(value.median()),
            micros(value.p99()),
            micros(value.processor())));
  }

  private static String times(Rate value) {
    var times = new StringBuilder();
    if (!value.p99().isZero()) {
      times.append("p50 ").append(micros(value.median())).append(" µs, p99 ");
      times.append(micros(value.p99())).append(" µs");
    }
    if (!value.processor().isZero()) {
      times.append(", processor ").append(micros(value.processor())).append(" µs");
    }
    return times.toString();
  }

  private static String figure(double number) {
    return number("%.0f", number).length() > 2 ? number("%.0f", number) : number("%.2f", number);
  }

  private static String micros(Duration time) {
    return String.valueOf(time.toNanos() / 1_000);
  }

  private static String number(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }

  /** Adds this run to the file. */
  void keep() throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    if (!Files.exists(file)) {
      lines.addFirst(HEADER);
    }
    Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    out.println("kept in " + file);
  }
}

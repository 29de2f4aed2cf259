package org.entitlementledger.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table: each figure beside its limit, its budget and what it was in the last run. */
final class Results {
  private static final String HEADER =
      "run,database,measure,value,limit,ratio,budget,median_micros,p99_micros";
  private static final String ROW = "%-11s %-46s %12s %12s %7s %7s %7s  %s%n";

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

  /**
   * A figure.
   *
   * @param limit what it is measured against; absent for a limit itself
   * @param budget what the ratio should be at least
   */
  void add(
      String database,
      String measure,
      Callers.Rate value,
      @Nullable Double limit,
      @Nullable Double budget) {
    String ratio = limit == null ? "" : number("%.2f", value.perSecond() / limit);
    out.printf(
        Locale.ROOT,
        ROW,
        database,
        measure,
        number("%,.0f", value.perSecond()),
        limit == null ? "" : number("%,.0f", limit),
        ratio,
        budget == null ? "" : "≥ " + budget,
        last.getOrDefault(database + "," + measure, ""),
        value.p99().isZero()
            ? ""
            : "p50 "
                + value.median().toNanos() / 1_000
                + " µs, p99 "
                + value.p99().toNanos() / 1_000
                + " µs");
    lines.add(
        String.join(
            ",",
            run.toString(),
            database,
            measure,
            number("%.0f", value.perSecond()),
            limit == null ? "" : number("%.0f", limit),
            ratio,
            budget == null ? "" : budget.toString(),
            String.valueOf(value.median().toNanos() / 1_000),
            String.valueOf(value.p99().toNanos() / 1_000)));
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

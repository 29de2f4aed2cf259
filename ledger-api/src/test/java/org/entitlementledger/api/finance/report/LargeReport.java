package org.entitlementledger.api.finance.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.entitlementledger.api.finance.report.Figures.Line;

/** Writes a report of many lines in each format, in a process of its own. */
final class LargeReport {
  private LargeReport() {}

  static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int lines = Integer.parseInt(arguments[1]);
    Report<Line> report = report(lines);
    try (OutputStream out = file(folder, "json")) {
      ReportAnswer.write(report, new ReportAsJson<>(report, out));
    }
    try (OutputStream out = file(folder, "csv")) {
      ReportAnswer.write(report, new ReportAsCsv<>(report, out));
    }
    try (OutputStream out = file(folder, "xlsx")) {
      ReportAnswer.write(report, new ReportAsWorkbook<>(report, out));
    }
    System.out.print("written");
  }

  private static OutputStream file(Path folder, String extension) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(folder.resolve("report." + extension)));
  }

  private static Report<Line> report(int lines) {
    return Figures.report(
        taker -> {
          var sums = new Figures.Sums();
          for (int i = 0; i < lines; i++) {
            // no two lines share a text
            Line line = Line.of("account-" + i, "Name of " + i, "1", "0.01");
            taker.take(line);
            sums.add(line);
          }
          return sums.totals();
        });
  }
}

package org.entitlementledger.api.finance.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report may be as long as it wants: no format keeps its lines. */
class LargeReportTest {
  private static final int LINES = 100_000;

  /** 24 bytes for each of the cells, whose texts alone take more. */
  private static final String MEMORY = "-Xmx24m";

  @TempDir private Path folder;

  @Test
  void isWrittenInLittleMemory() throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                MEMORY,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LargeReport.class.getName(),
                folder.toString(),
                Integer.toString(LINES))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(said).endsWith("written");
    assertThat(process.waitFor()).isZero();
    assertThat(lines("report.csv")).isEqualTo(1 + LINES);
    assertThat(Files.size(folder.resolve("report.json"))).isGreaterThan(100L * LINES);
    try (var book = new ReadableWorkbook(folder.resolve("report.xlsx").toFile());
        Stream<Row> rows = book.getFirstSheet().openStream()) {
      assertThat(rows.filter(row -> row.getCellText(0).startsWith("account-")).count())
          .isEqualTo(LINES);
    }
  }

  private long lines(String name) throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve(name))) {
      return lines.count();
    }
  }
}

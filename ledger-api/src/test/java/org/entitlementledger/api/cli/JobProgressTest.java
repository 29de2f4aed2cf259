package org.entitlementledger.api.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobProgressTest {
  private static final Duration LONG = Duration.ofDays(1);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private JobProgress progress(boolean terminal, Duration quiet) {
    var output =
        new JobOutput(
            new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), terminal);
    return new JobProgress(output, "check", quiet);
  }

  @Test
  void writesALineAtEachTenthWithoutATerminal() {
    try (var progress = progress(false, Duration.ZERO)) {
      for (int done = 0; done <= 12_345; done++) {
        progress.at(done, 12_345);
      }
      progress.println("the ledger is whole");
    }
    assertThat(err.toString(UTF_8).lines())
        .hasSize(10)
        .startsWith("check: 10 %", "check: 20 %")
        .endsWith("check: 100 %");
    assertThat(out.toString(UTF_8)).isEqualTo("the ledger is whole\n");
  }

  @Test
  void saysOnceThatWorkOfUnknownLengthGoesOn() {
    try (var progress = progress(false, Duration.ZERO)) {
      for (int piece = 0; piece < 1_000; piece++) {
        progress.at(0, JobProgress.UNKNOWN);
      }
    }
    assertThat(err.toString(UTF_8)).isEqualTo("check: running\n");
  }

  @Test
  void drawsABarOnATerminalAndKeepsReportLinesWhole() {
    try (var progress = progress(true, Duration.ZERO)) {
      progress.at(1, 4);
      progress.println("ledger x");
      progress.at(4, 4);
    }
    String shown = out.toString(UTF_8);
    assertThat(shown)
        .contains("check", "100%")
        .containsPattern("\\r +\\rledger x\\n")
        .endsWith("\n");
    assertThat(shown.split("[\\r\\n]"))
        .allSatisfy(line -> assertThat(line.length()).isLessThan(80));
    assertThat(err.size()).isZero();
  }

  @Test
  void isSilentAtFirst() {
    for (boolean terminal : new boolean[] {true, false}) {
      try (var progress = progress(terminal, LONG)) {
        progress.at(4, 4);
      }
    }
    assertThat(out.size()).isZero();
    assertThat(err.size()).isZero();
  }
}

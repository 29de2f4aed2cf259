package org.entitlementledger.api.cli;

import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.entitlementledger.api.admin.backup.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Shows the progress of a job that takes longer than two seconds: a bar on a terminal, otherwise a
 * line for each tenth. Not thread-safe.
 */
final class JobProgress implements Progress, AutoCloseable {
  private static final Duration QUIET = Duration.ofSeconds(2);

  /** Columns of the narrowest terminal; the width is not asked for, which takes native code. */
  private static final int WIDTH = 79;

  private static final String CLEARED = "\r" + " ".repeat(WIDTH) + "\r";
  private static final int TENTHS = 10;

  /** The total of work whose end cannot be told. */
  static final long UNKNOWN = -1;

  private final JobOutput output;
  private final String job;
  private final long quietUntil;
  private @Nullable ProgressBar bar;
  private long tenth;

  JobProgress(JobOutput output, String job) {
    this(output, job, QUIET);
  }

  JobProgress(JobOutput output, String job, Duration quiet) {
    this.output = output;
    this.job = job;
    quietUntil = System.nanoTime() + quiet.toNanos();
  }

  @Override
  public void at(long done, long total) {
    if (System.nanoTime() - quietUntil < 0) {
      return;
    }
    if (output.terminal()) {
      bar().maxHint(total).stepTo(done);
    } else if (total == UNKNOWN && tenth == 0) {
      tenth = 1;
      output.err().println(job + ": running");
    } else if (total != UNKNOWN && done * TENTHS / total > tenth) {
      tenth = done * TENTHS / total;
      output.err().println(job + ": " + tenth * TENTHS + " %");
    }
  }

  private ProgressBar bar() {
    ProgressBar shown = bar;
    if (shown == null) {
      shown =
          new ProgressBarBuilder()
              .setTaskName(job)
              .setStyle(ProgressBarStyle.ASCII)
              .setConsumer(new ConsoleProgressBarConsumer(output.out(), WIDTH))
              .build();
      bar = shown;
    }
    return shown;
  }

  /** Writes a line of the report, above the bar where there is one. */
  void println(String line) {
    output.out().println((bar == null ? "" : CLEARED) + line);
  }

  @Override
  public void close() {
    end();
  }

  /** Leaves the bar as it is, before the report goes on; more progress begins another. */
  void end() {
    if (bar != null) {
      bar.close();
      bar = null;
      output.out().println();
    }
  }
}

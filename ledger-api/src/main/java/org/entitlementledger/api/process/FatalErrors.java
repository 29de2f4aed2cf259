package org.entitlementledger.api.process;

import ch.qos.logback.classic.LoggerContext;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process on an {@link Error}, such as an exhausted heap: a process that goes on after one
 * may live and answer nothing. A supervisor starts it again.
 *
 * <p>An error is noticed where no thread catches it, and where somebody who caught it writes it to
 * the log: Tomcat, Axon and the executors catch what they do not know and go on.
 */
public final class FatalErrors {
  /** What the JVM itself ends with under {@code -XX:+ExitOnOutOfMemoryError}. */
  static final int EXIT_CODE = 3;

  private static final Logger LOG = LoggerFactory.getLogger(FatalErrors.class);
  private static final AtomicBoolean ENDING = new AtomicBoolean();

  private FatalErrors() {}

  /** Notices errors that no thread catches. */
  public static void watchThreads() {
    Thread.setDefaultUncaughtExceptionHandler(FatalErrors::uncaught);
  }

  /** Notices errors that are written to the log, once the log is set up. */
  public static void watchLog() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.addTurboFilter(new FatalErrorFilter());
    }
  }

  private static void uncaught(Thread thread, Throwable thrown) {
    endOn(thrown);
    LOG.error("the thread {} ended", thread.getName(), thrown);
  }

  /** Ends the process where {@code thrown} is an error or caused by one. */
  static void endOn(Throwable thrown) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof Error error) {
        end(error);
      }
    }
  }

  /**
   * Ends the process at once, without shutdown hooks: they may wait for a thread that is gone. The
   * log is told first, if it still can be.
   */
  public static void end(Error error) {
    if (!ENDING.compareAndSet(false, true)) {
      return;
    }
    try {
      LOG.error("the process ends on an error", error);
    } finally {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }

  /** A task whose errors end the process although its executor keeps them. */
  public static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (Error error) {
        end(error);
      }
    };
  }
}

package org.entitlementledger.api.process;

import ch.qos.logback.classic.LoggerContext;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process on an {@link Error}, such as an exhausted heap: a process that continues may
 * stay alive and answer nothing. A supervisor restarts it.
 *
 * <p>It notices errors that no thread catches, and errors that are logged by whoever caught them:
 * Tomcat, Axon and executors catch everything and continue.
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
    LOG.error("Thread {} died", thread.getName(), thrown);
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
   * Halts the process without shutdown hooks, which may wait for a dead thread. Logs the error
   * first, if that is still possible.
   */
  public static void end(Error error) {
    if (!ENDING.compareAndSet(false, true)) {
      return;
    }
    try {
      LOG.error("Exiting after a fatal error", error);
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

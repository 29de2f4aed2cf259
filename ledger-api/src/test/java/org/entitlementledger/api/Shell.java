package org.entitlementledger.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Commands of the machine. */
public final class Shell {
  private Shell() {}

  /** Runs one to its end; gives whether it went well. */
  public static boolean run(String... command) {
    try {
      return new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** Sends a process a signal: {@code STOP}, {@code CONT}, {@code QUIT}. */
  public static void signal(long process, String name) {
    run("kill", "-" + name, String.valueOf(process));
  }
}

package org.entitlementledger.api.cli;

import java.io.PrintStream;

/**
 * Where a job writes.
 *
 * @param out takes the report
 * @param err takes errors and, without a terminal, the progress
 * @param terminal whether somebody watches {@code out} on a terminal
 */
public record JobOutput(PrintStream out, PrintStream err, boolean terminal) {

  /** The program's own streams. */
  @SuppressWarnings("SystemConsoleNull") // NullAway asks for the check that Error Prone refuses
  public static JobOutput ofProcess() {
    var console = System.console();
    return new JobOutput(System.out, System.err, console != null && console.isTerminal());
  }
}

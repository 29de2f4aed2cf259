package org.entitlementledger.api.cli;

import java.io.PrintStream;

/**
 * Where a job writes.
 *
 * @param out takes the report
 * @param err takes errors and, without a terminal, the progress
 * @param terminal whether somebody watches {@code out} on a terminal
 */
public record Screen(PrintStream out, PrintStream err, boolean terminal) {

  /** The program's own streams. */
  @SuppressWarnings("SystemConsoleNull") // NullAway asks for the check that Error Prone refuses
  public static Screen ofProcess() {
    var console = System.console();
    return new Screen(System.out, System.err, console != null && console.isTerminal());
  }
}

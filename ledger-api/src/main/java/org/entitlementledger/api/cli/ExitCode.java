package org.entitlementledger.api.cli;

/** How the program ends after a job (docs/OPERATIONS.md, "Jobs"). */
final class ExitCode {
  /** The job is done; a ledger that was checked is intact. */
  static final int DONE = 0;

  /** The ledger, or the export, is not what was sealed. */
  static final int ALTERED = 1;

  /** The job was not done: the arguments, the file or the database are not fit for it. */
  static final int NOT_DONE = 2;

  /** Nothing contradicts the export, and nothing shows that its lines are in the log. */
  static final int NOT_PROVED = 3;

  private ExitCode() {}
}

package org.entitlementledger.api.write;

import java.util.List;

/**
 * Commands of one account that are accepted all or none; a single one where there is but one.
 *
 * @param commands at least one, all of one account, all dry runs or none
 */
public record Bundle(List<Submission> commands, Words words) {
  public Bundle {
    commands = List.copyOf(commands);
  }

  /** How those are answered that were not decided for themselves. */
  public interface Words {
    /** Another was refused, and all are undone; {@code fault} is its index in the bundle. */
    Outcome.Refused rolledBack(int fault);

    /** The caller used the key for another request. */
    Outcome.Refused conflict();
  }
}

package org.entitlementledger.api.ledger;

import java.util.List;
import org.entitlementledger.api.ledger.tables.IdempotencyConflict;

/**
 * Commands of one account that are accepted all or none; a single one where there is but one.
 *
 * @param commands at least one, all of one account, all dry runs or none
 */
public record RequestGroup(List<CommandRequest> commands, Words words) {
  private static final Words ALONE =
      new Words() {
        @Override
        public CommandOutcome.Refused rolledBack(int fault) {
          throw new IllegalStateException("there is no other command to be undone with");
        }

        @Override
        public CommandOutcome.Refused conflict() {
          throw new IdempotencyConflict();
        }
      };

  public RequestGroup {
    commands = List.copyOf(commands);
  }

  /** A command of a request of its own, which fails where its key belongs to another request. */
  static RequestGroup of(CommandRequest command) {
    return new RequestGroup(List.of(command), ALONE);
  }

  String accountId() {
    return commands.getFirst().command().accountId();
  }

  boolean dryRun() {
    return commands.getFirst().dryRun();
  }

  /** How those are answered that were not decided for themselves. */
  public interface Words {
    /** Another was refused, and all are undone; {@code fault} is its index in the group. */
    CommandOutcome.Refused rolledBack(int fault);

    /**
     * The caller used the key for another request.
     *
     * @throws IdempotencyConflict where the commands are to fail with it
     */
    CommandOutcome.Refused conflict();
  }
}

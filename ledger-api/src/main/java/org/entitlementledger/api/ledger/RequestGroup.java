package org.entitlementledger.api.ledger;

import java.util.List;
import org.entitlementledger.api.ledger.tables.IdempotencyConflict;

/**
 * Commands of one account that are accepted all or none; often a single one.
 *
 * @param commands at least one, all of one account, all dry runs or none
 */
public record RequestGroup(List<CommandRequest> commands, Refusals refusals) {
  private static final Refusals ALONE =
      new Refusals() {
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

  /** A group of one command, which fails if its key belongs to another request. */
  static RequestGroup of(CommandRequest command) {
    return new RequestGroup(List.of(command), ALONE);
  }

  String accountId() {
    return commands.getFirst().command().accountId();
  }

  boolean dryRun() {
    return commands.getFirst().dryRun();
  }

  /** The refusals of commands that were not decided themselves. */
  public interface Refusals {
    /** All are undone because the command at index {@code fault} was refused. */
    CommandOutcome.Refused rolledBack(int fault);

    /**
     * The caller used the command's key for another request.
     *
     * @throws IdempotencyConflict if the whole group fails with it
     */
    CommandOutcome.Refused conflict();
  }
}

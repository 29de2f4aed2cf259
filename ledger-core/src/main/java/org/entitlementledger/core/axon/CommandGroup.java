package org.entitlementledger.core.axon;

import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.Decision;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Commands of one account that are accepted all or none. It is the only message of the handler; a
 * single command is a group of one.
 *
 * @param steps one or more
 * @param claims records the claims of each step before the next is decided
 * @param dryRun whether to decide without applying events
 */
public record CommandGroup(List<Step> steps, ClaimRecorder claims, boolean dryRun) {
  public CommandGroup {
    steps = List.copyOf(steps);
  }

  /**
   * A command and the context of its decision.
   *
   * @param correlationId the correlation id of its events
   */
  public record Step(AccountCommand command, Context context, @Nullable String correlationId) {}

  /** Records the ledger-wide claims of a group's accepted steps. */
  @FunctionalInterface
  public interface ClaimRecorder {
    void add(AccountEvent event);
  }

  /** The result of a group. */
  public sealed interface Result {}

  /** All of its commands were accepted. */
  public record Accepted(List<Decision> decisions) implements Result {
    /** The account after the events of all commands. */
    Account after() {
      return decisions.getLast().after();
    }
  }

  /**
   * One command was refused, so none was accepted; the commands after it were not decided.
   *
   * @param step its index
   */
  public record Refused(int step, Refusal refusal) implements Result {}

  String accountId() {
    return steps.getFirst().command().accountId();
  }

  /** Decides each command on the account as the previous ones leave it; applies nothing. */
  Result decide(Account before) {
    Account account = before;
    var decisions = new ArrayList<Decision>();
    for (Step step : steps) {
      Decision decision;
      try {
        decision = account.decideAndApply(step.command(), step.context());
      } catch (Refusal refusal) {
        return new Refused(decisions.size(), refusal);
      }
      decision.events().forEach(claims::add);
      decisions.add(decision);
      account = decision.after();
    }
    return new Accepted(List.copyOf(decisions));
  }
}

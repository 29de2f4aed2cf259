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
 * Commands of one account that are accepted all or none: the one message that the handler takes. A
 * command on its own is a group of one.
 *
 * @param steps one or more
 * @param claims learns what each step claims before the next is decided
 * @param dryRun decide, and apply nothing
 */
public record CommandGroup(List<Step> steps, ClaimRecorder claims, boolean dryRun) {
  public CommandGroup {
    steps = List.copyOf(steps);
  }

  /**
   * A command and all that its decision needs.
   *
   * @param correlationId what the events say they belong to
   */
  public record Step(AccountCommand command, Context context, @Nullable String correlationId) {}

  /** What the accepted steps of a group claim in the whole ledger. */
  @FunctionalInterface
  public interface ClaimRecorder {
    void add(AccountEvent event);
  }

  /** What became of a group. */
  public sealed interface Result {}

  /** All of its commands were accepted. */
  public record Accepted(List<Decision> decisions) implements Result {
    /** The account with the events of all of them. */
    Account after() {
      return decisions.getLast().after();
    }
  }

  /**
   * One was refused, and so none was accepted; those after it were not looked at.
   *
   * @param step its index
   */
  public record Refused(int step, Refusal refusal) implements Result {}

  String accountId() {
    return steps.getFirst().command().accountId();
  }

  /** Decides each command on what those before it would leave; nothing has changed afterwards. */
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

package org.entitlementledger.core.axon;

import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.Refusal;

/**
 * Commands of one account that are accepted all or none (DESIGN.md, decision 3): one message to the
 * handler, which folds through them.
 *
 * @param steps one or more
 */
public record Unit(List<Step> steps) {
  public Unit {
    steps = List.copyOf(steps);
  }

  /** One of its commands, with all that its decision needs. */
  public record Step(AccountCommand command, Context context, Verdict verdict) {}

  /**
   * What became of a unit.
   *
   * @param answers what the verdicts said of the commands in their order; the last is that of the
   *     refusal where one was refused, and those after it were not looked at
   * @param events of all of them together; none where one was refused
   * @param accepted whether all were
   */
  public record Decision(
      List<Object> answers, List<? extends AccountEvent> events, boolean accepted) {}

  String accountId() {
    return steps.getFirst().command().accountId();
  }

  /** Decides each command on what those before it would leave; nothing has changed afterwards. */
  public Decision decide(Account before) {
    Account account = before;
    var answers = new ArrayList<Object>();
    var events = new ArrayList<AccountEvent>();
    for (Step step : steps) {
      List<? extends AccountEvent> made;
      try {
        made = account.decide(step.command(), step.context());
      } catch (Refusal refusal) {
        answers.add(step.verdict().refused(refusal));
        return new Decision(answers, List.of(), false);
      }
      account = account.applyAll(made);
      answers.add(step.verdict().accepted(account, made));
      events.addAll(made);
    }
    return new Decision(answers, events, true);
  }
}

package org.entitlementledger.core.approval;

import java.util.List;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.approval.ApprovalEvent.ApprovalGranted;
import org.entitlementledger.core.approval.ApprovalEvent.ApprovalRejected;
import org.entitlementledger.core.approval.ApprovalEvent.ApprovalRequested;
import org.entitlementledger.core.decision.ApprovalNeeded;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** The commands of one account that await, or awaited, the approval of another person. */
public record Approvals(PMap<String, Pending> byId) {
  public static final Approvals NONE = new Approvals(HashTreePMap.empty());

  /**
   * Keeps a command until somebody else decides on it. The people in it go to the directory with
   * the request; the event names them by their ids (DESIGN.md, decision 8).
   */
  public static ApprovalRequested request(
      AccountCommand command, ApprovalNeeded needed, Context context) {
    AccountCommand kept = command.withoutNames();
    if (kept.people().stream().anyMatch(Person::hasName)) {
      throw new IllegalStateException("would store names: " + command.getClass().getSimpleName());
    }
    return new ApprovalRequested(
        context.now(),
        context.fresh().id(),
        context.actor(),
        needed.effectiveAt(),
        context.reason(),
        kept);
  }

  /** That another person approves; the account then decides the command again. */
  public static ApprovalGranted granted(Pending pending, Context context) {
    return new ApprovalGranted(
        context.now(), pending.approvalId(), pending.requestedBy(), context.actor());
  }

  /** That another person rejects. */
  public static List<ApprovalRejected> rejected(Pending pending, Context context) {
    return List.of(
        new ApprovalRejected(
            context.now(), pending.approvalId(), pending.requestedBy(), context.actor()));
  }

  /**
   * What waits under this id and may be decided by the actor.
   *
   * @throws Refusal {@code not-found}, {@code self-approval}, {@code invalid-transition}
   */
  public Pending awaiting(String approvalId, Context context) {
    Pending pending = byId.get(approvalId);
    if (pending == null) {
      throw Refusal.of(Problem.NOT_FOUND, "the account has nothing to approve with this id")
          .with("approvalId", approvalId);
    }
    if (pending.requestedBy().equals(context.actor())) {
      throw Refusal.of(Problem.SELF_APPROVAL, "who asked for it cannot decide on it")
          .with("requestedBy", pending.requestedBy());
    }
    if (pending.state() != Pending.State.AWAITING) {
      throw Refusal.of(Problem.INVALID_TRANSITION, "it is decided already")
          .with("state", pending.state().key())
          .with("allowed", List.of());
    }
    return pending;
  }

  /** The approvals after an event. */
  public Approvals apply(ApprovalEvent event) {
    String id = event.approvalId();
    return new Approvals(byId.plus(id, Pending.after(byId.get(id), event)));
  }
}

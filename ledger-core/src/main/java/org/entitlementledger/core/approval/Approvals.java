package org.entitlementledger.core.approval;

import java.time.Instant;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.approval.ApprovalCommand.ApprovePending;
import org.entitlementledger.core.approval.ApprovalCommand.RejectPending;
import org.entitlementledger.core.approval.ApprovalEvent.ApprovalGranted;
import org.entitlementledger.core.approval.ApprovalEvent.ApprovalRejected;
import org.entitlementledger.core.approval.ApprovalEvent.ApprovalRequested;
import org.entitlementledger.core.decision.ApprovalNeeded;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.ItemsById;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Lifecycle;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.When;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/** The commands of one account that await, or awaited, the approval of another person. */
public record Approvals(ItemsById<Pending> items) {
  public static final Approvals NONE =
      new Approvals(ItemsById.none("a request for approval", "approvalId"));

  /** The same, by id. */
  public PMap<String, Pending> byId() {
    return items.byId();
  }

  /**
   * Keeps a command until another person decides on it. The event names people by id; their names
   * go to the directory with the request (DESIGN.md, decision 8).
   */
  public static ApprovalRequested request(
      AccountCommand command, ApprovalNeeded needed, Context context) {
    return new ApprovalRequested(
        context.now(),
        context.fresh().id(),
        context.actor(),
        needed.effectiveAt(),
        context.reason(),
        command.withPeople(Person::idOnly));
  }

  /**
   * The refusal of a command with the id of another one that awaits approval, since pending
   * commands reserve their ids (API.md, "Conventions"); null without such a command.
   */
  public @Nullable Refusal awaitedAlready(AccountCommand command) {
    for (Pending pending : items.byId().values()) {
      if (pending.state() == Pending.State.AWAITING && pending.isFor(command)) {
        return Refusal.of(Problem.DUPLICATE, "a command with this id awaits approval")
            .with("approvalId", pending.approvalId());
      }
    }
    return null;
  }

  /**
   * Rejects a pending command.
   *
   * @throws Refusal {@code validation} for a time before the request, {@code future-dated}
   */
  public ApprovalRejected reject(RejectPending command, AccountZone zone, Context context) {
    Pending pending = get(command.approvalId());
    Instant time = context.effectiveAt(zone);
    nothingIsRejectedBeforeItWasAskedFor(pending, time);
    context.refuseAhead(time);
    anotherPersonDecidesOnce(pending, context);
    return new ApprovalRejected(time, pending.approvalId(), pending.requestedBy(), context.actor());
  }

  /**
   * Approves a pending command, at the command's effective time. The account then decides the
   * command again.
   *
   * @throws Refusal {@code validation} where the approval is said to take effect at another time,
   *     {@code books-closed}
   */
  public ApprovalGranted grant(ApprovePending command, AccountZone zone, Context context) {
    Pending pending = get(command.approvalId());
    context.effectiveAt("effectiveAt", new When.At(pending.effectiveAt()), zone);
    context.refuseClosed(pending.effectiveAt(), zone);
    anotherPersonDecidesOnce(pending, context);
    return new ApprovalGranted(
        context.now(), pending.approvalId(), pending.requestedBy(), context.actor());
  }

  /**
   * The pending or decided command with this id.
   *
   * @throws Refusal {@code not-found}
   */
  public Pending get(String approvalId) {
    return items.require(approvalId);
  }

  private static void nothingIsRejectedBeforeItWasAskedFor(Pending pending, Instant time) {
    if (time.isBefore(pending.occurredAt())) {
      throw Refusal.invalid("occurredAt", "is before it was asked for")
          .with("earliest", pending.occurredAt());
    }
  }

  private static void anotherPersonDecidesOnce(Pending pending, Context context) {
    if (pending.requestedBy().equals(context.actor())) {
      throw Refusal.of(Problem.SELF_APPROVAL, "who asked for it cannot decide on it")
          .with("requestedBy", pending.requestedBy());
    }
    if (pending.state() != Pending.State.AWAITING) {
      throw Lifecycle.ended("it", pending.state().key());
    }
  }

  /** The approvals after an event. */
  public Approvals apply(ApprovalEvent event) {
    String id = event.approvalId();
    return new Approvals(items.with(Pending.after(items.find(id), event)));
  }
}

package org.entitlementledger.core.approval;

import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.MakesItem;
import org.entitlementledger.core.approval.ApprovalEvent.ApprovalGranted;
import org.entitlementledger.core.approval.ApprovalEvent.ApprovalRejected;
import org.entitlementledger.core.approval.ApprovalEvent.ApprovalRequested;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.kernel.Person;
import org.jspecify.annotations.Nullable;

/**
 * One command that waited for another person.
 *
 * @param reason that its requester gave
 * @param decidedBy who approved or rejected it
 */
public record Pending(
    String approvalId,
    String requestedBy,
    Instant effectiveAt,
    @Nullable String reason,
    AccountCommand command,
    Instant occurredAt,
    State state,
    @Nullable String decidedBy)
    implements Item {
  /** Where it is. */
  public enum State {
    AWAITING("awaiting-approval"),
    APPROVED("approved"),
    REJECTED("rejected");

    private final String key;

    State(String key) {
      this.key = key;
    }

    /** As answers write it. */
    public String key() {
      return key;
    }
  }

  @Override
  public String id() {
    return approvalId;
  }

  @Override
  public String status(Instant now, Contracts contracts) {
    return state.key();
  }

  /** What waits, after an event; {@code before} is null for a new one. */
  public static Pending after(@Nullable Pending before, ApprovalEvent event) {
    return switch (event) {
      case ApprovalRequested asked ->
          new Pending(
              asked.approvalId(),
              asked.requestedBy(),
              asked.effectiveAt(),
              asked.why(),
              asked.command(),
              asked.occurredAt(),
              State.AWAITING,
              null);
      case ApprovalGranted granted -> known(before).decided(State.APPROVED, granted.approvedBy());
      case ApprovalRejected rejected ->
          known(before).decided(State.REJECTED, rejected.rejectedBy());
    };
  }

  /** Whether it is to make a thing under the same id, or is the same command about one. */
  boolean isFor(AccountCommand other) {
    if (command instanceof MakesItem mine) {
      return other instanceof MakesItem theirs
          && capability(command).equals(capability(other))
          && !Collections.disjoint(mine.chosenIds(), theirs.chosenIds());
    }
    return command.equals(other.withPeople(Person::idOnly));
  }

  /** The sealed interface of a command's capability, which each record names first. */
  private static Class<?> capability(AccountCommand command) {
    return command.getClass().getInterfaces()[0];
  }

  private static Pending known(@Nullable Pending before) {
    return Objects.requireNonNull(before, "it is asked for before it is decided");
  }

  private Pending decided(State next, String by) {
    return new Pending(approvalId, requestedBy, effectiveAt, reason, command, occurredAt, next, by);
  }

  /** The same with others in place of the people that the command names. */
  public Pending withPeople(UnaryOperator<Person> replacement) {
    AccountCommand named = command.withPeople(replacement);
    return new Pending(
        approvalId, requestedBy, effectiveAt, reason, named, occurredAt, state, decidedBy);
  }
}

package org.entitlementledger.core.approval;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.kernel.StoredName;
import org.jspecify.annotations.Nullable;

/** What may have happened to commands that await approval. */
public sealed interface ApprovalEvent extends AccountEvent {
  String approvalId();

  @Override
  default List<String> itemIds() {
    return List.of(approvalId());
  }

  /**
   * A command waits for another person.
   *
   * @param effectiveAt when it takes effect once it is approved
   * @param why the reason that its requester gave
   */
  @StoredName("approval-requested")
  record ApprovalRequested(
      Instant occurredAt,
      String approvalId,
      String requestedBy,
      Instant effectiveAt,
      @Nullable String why,
      AccountCommand command)
      implements ApprovalEvent {}

  /** It was approved; what it did follows in events of its own. */
  @StoredName("approval-granted")
  record ApprovalGranted(
      Instant occurredAt, String approvalId, String requestedBy, String approvedBy)
      implements ApprovalEvent {}

  /** It was rejected. */
  @StoredName("approval-rejected")
  record ApprovalRejected(
      Instant occurredAt, String approvalId, String requestedBy, String rejectedBy)
      implements ApprovalEvent {}
}

package org.entitlementledger.core.approval;

import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.StoredName;

/** What one may say to commands that await the approval of another person. */
public sealed interface ApprovalCommand extends AccountCommand {
  String approvalId();

  /** Lets the command take effect, at its own effective time. */
  @StoredName("approve-pending")
  record ApprovePending(String accountId, String approvalId) implements ApprovalCommand {}

  /** Lets it fall. */
  @StoredName("reject-pending")
  record RejectPending(String accountId, String approvalId) implements ApprovalCommand {}
}

package org.entitlementledger.core.approval;

import org.entitlementledger.core.AccountCommand;

/** What one may say to commands that await the approval of another person. */
public sealed interface ApprovalCommand extends AccountCommand {
  String approvalId();

  /** Lets the command take effect, at its own effective time. */
  record ApprovePending(String accountId, String approvalId) implements ApprovalCommand {}

  /** Lets it fall. */
  record RejectPending(String accountId, String approvalId) implements ApprovalCommand {}
}

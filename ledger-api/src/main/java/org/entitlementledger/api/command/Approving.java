package org.entitlementledger.api.command;

import java.util.Set;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.accelerator.AcceleratorCommand.StartAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.StartRequestedAccelerator;
import org.entitlementledger.core.adjustment.AdjustmentCommand.ApproveAdjustment;
import org.entitlementledger.core.adjustment.AdjustmentCommand.RejectAdjustment;
import org.entitlementledger.core.approval.ApprovalCommand.ApprovePending;
import org.entitlementledger.core.approval.ApprovalCommand.RejectPending;
import org.entitlementledger.core.contract.ContractCommand.ChangeTier;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogScheduledProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.RecordProgressCallNoShow;
import org.entitlementledger.core.roireview.RoiReviewCommand.DeliverRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.DeliverScheduledRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.RecordRoiReviewNoShow;
import org.entitlementledger.core.usage.UsageCommand.RecordUsage;
import org.entitlementledger.core.voucher.VoucherCommand.IssueVoucher;
import org.entitlementledger.core.workshop.WorkshopCommand.DeliverScheduledWorkshop;
import org.entitlementledger.core.workshop.WorkshopCommand.DeliverWorkshop;
import org.entitlementledger.core.workshop.WorkshopCommand.RecordWorkshopNoShow;
import org.jspecify.annotations.Nullable;

/**
 * Which commands may have to wait for another person, and which are what that person says: for the
 * OpenAPI document.
 */
final class Approving {
  /** They consume, and the policy of what they consume may be {@code overage: approve}. */
  private static final Set<Class<?>> CONSUME =
      Set.of(
          StartAccelerator.class,
          StartRequestedAccelerator.class,
          IssueVoucher.class,
          LogProgressCall.class,
          LogScheduledProgressCall.class,
          RecordProgressCallNoShow.class,
          DeliverRoiReview.class,
          DeliverScheduledRoiReview.class,
          RecordRoiReviewNoShow.class,
          DeliverWorkshop.class,
          DeliverScheduledWorkshop.class,
          RecordWorkshopNoShow.class,
          RecordUsage.class);

  private static final Set<Class<?>> SETTLE =
      Set.of(
          ApproveAdjustment.class,
          RejectAdjustment.class,
          ApprovePending.class,
          RejectPending.class);

  private Approving() {}

  /** Whether it may be answered with 202. */
  static boolean mayWait(@Nullable Class<? extends AccountCommand> command) {
    return command == ChangeTier.class || (command != null && CONSUME.contains(command));
  }

  /** Whether it is for another person than the one who asked. */
  static boolean settles(@Nullable Class<? extends AccountCommand> command) {
    return command != null && SETTLE.contains(command);
  }
}

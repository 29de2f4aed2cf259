package org.entitlementledger.core;

import org.entitlementledger.core.education.EducationEvent.EducationOrderReversed;
import org.entitlementledger.core.education.EducationEvent.EducationOrdered;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallLogged;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallNoShowRecorded;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallVoided;
import org.entitlementledger.core.roireview.RoiReviewEvent.RoiReviewDelivered;
import org.entitlementledger.core.roireview.RoiReviewEvent.RoiReviewNoShowRecorded;
import org.entitlementledger.core.roireview.RoiReviewEvent.RoiReviewVoided;
import org.entitlementledger.core.usage.UsageEvent.UsageRecorded;
import org.entitlementledger.core.usage.UsageEvent.UsageReversed;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherRedeemed;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherRedemptionVoided;
import org.entitlementledger.core.workshop.WorkshopEvent.WorkshopDelivered;
import org.entitlementledger.core.workshop.WorkshopEvent.WorkshopNoShowRecorded;
import org.entitlementledger.core.workshop.WorkshopEvent.WorkshopVoided;

/**
 * Tells which events are corrections of others: voids and reversals (DOMAIN.md, "When a correction
 * takes effect"). Revocations, cancellations, rejections, releases and replacements are events in
 * their own right.
 */
public final class Corrections {
  private Corrections() {}

  /** Whether the event is a correction of its item's latest event that {@link #mayBeCorrected}. */
  public static boolean corrects(AccountEvent event) {
    return switch (event) {
      case ProgressCallVoided call -> true;
      case RoiReviewVoided review -> true;
      case WorkshopVoided workshop -> true;
      case UsageReversed units -> true;
      case EducationOrderReversed order -> true;
      case VoucherRedemptionVoided redemption -> true;
      default -> false;
    };
  }

  /**
   * Whether a void or reversal can correct the event; it corrects the latest such event of its
   * item.
   */
  public static boolean mayBeCorrected(AccountEvent event) {
    return switch (event) {
      case ProgressCallLogged call -> true;
      case ProgressCallNoShowRecorded call -> true;
      case RoiReviewDelivered review -> true;
      case RoiReviewNoShowRecorded review -> true;
      case WorkshopDelivered workshop -> true;
      case WorkshopNoShowRecorded workshop -> true;
      case UsageRecorded units -> true;
      case EducationOrdered order -> true;
      case VoucherRedeemed redemption -> true;
      default -> false;
    };
  }
}

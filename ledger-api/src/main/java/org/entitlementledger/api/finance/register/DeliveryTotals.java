package org.entitlementledger.api.finance.register;

import java.math.BigDecimal;
import java.util.Map;
import org.entitlementledger.api.finance.report.Totals.Total;

/** The same figures of all lines. */
record DeliveryTotals(
    long accelerators, long progressCalls, long roiReviews, long workshops, long sessions) {
  static final DeliveryTotals NONE = new DeliveryTotals(0, 0, 0, 0, 0);

  /** One delivery more. */
  DeliveryTotals plus(Delivery kind) {
    return new DeliveryTotals(
        accelerators + (kind == Delivery.ACCELERATOR ? 1 : 0),
        progressCalls + (kind == Delivery.PROGRESS_CALL ? 1 : 0),
        roiReviews + (kind == Delivery.ROI_REVIEW ? 1 : 0),
        workshops + (kind == Delivery.WORKSHOP ? 1 : 0),
        sessions + (kind == Delivery.ACCELERATOR ? 0 : 1));
  }

  DeliveryTotals plus(DeliveryTotals other) {
    return new DeliveryTotals(
        accelerators + other.accelerators,
        progressCalls + other.progressCalls,
        roiReviews + other.roiReviews,
        workshops + other.workshops,
        sessions + other.sessions);
  }

  Total row() {
    return Total.ofAll(
        Map.of(
            "accelerators", BigDecimal.valueOf(accelerators),
            "progressCalls", BigDecimal.valueOf(progressCalls),
            "roiReviews", BigDecimal.valueOf(roiReviews),
            "workshops", BigDecimal.valueOf(workshops),
            "sessions", BigDecimal.valueOf(sessions)));
  }
}

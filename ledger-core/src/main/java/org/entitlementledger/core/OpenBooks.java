package org.entitlementledger.core;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.entitlementledger.core.adjustment.AdjustmentEvent.AdjustmentRequested;
import org.entitlementledger.core.approval.ApprovalEvent.ApprovalRequested;
import org.entitlementledger.core.contract.ContractEvent.ContractPurchased;
import org.entitlementledger.core.contract.ContractEvent.ContractRenewed;
import org.entitlementledger.core.contract.ContractEvent.ContractTerminated;
import org.entitlementledger.core.contract.ContractEvent.TierChanged;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.education.EducationEvent;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.jspecify.annotations.Nullable;

/**
 * Nothing moves quota or money in closed books (FINANCE.md, "Closing"). Capabilities refuse it
 * where API.md's order of problems puts it; this looks at what they decided, so that none of them
 * can forget it.
 */
final class OpenBooks {
  private OpenBooks() {}

  /**
   * Gives the events back, none of which moves anything in closed books.
   *
   * @throws Refusal {@code books-closed}
   */
  static List<? extends AccountEvent> require(
      Account account, List<? extends AccountEvent> events, Context context) {
    if (context.closedThrough() != null && account.exists()) {
      AccountZone zone = account.localTime();
      for (AccountEvent event : events) {
        Instant earliest = earliestMoved(event, zone);
        if (earliest != null) {
          context.refuseClosed(earliest, zone);
        }
      }
    }
    return events;
  }

  /**
   * The earliest time at which an event moves quota or money, or will once it is approved; null
   * where it moves neither. A plan that is withdrawn had not taken effect.
   */
  static @Nullable Instant earliestMoved(AccountEvent event, AccountZone zone) {
    return switch (event) {
      case MovesQuota moving ->
          moving.movements().stream()
              .map(Movement::effectiveAt)
              .min(Comparator.naturalOrder())
              .orElse(null);
      case EducationEvent order -> order.occurredAt();
      case AdjustmentRequested requested -> requested.effectiveAt();
      case ApprovalRequested requested -> requested.effectiveAt();
      case ContractPurchased purchased -> zone.startOfDay(purchased.startsOn());
      case ContractRenewed renewed -> zone.startOfDay(renewed.startsOn());
      case ContractTerminated terminated -> lastBefore(zone.startOfDay(terminated.effectiveOn()));
      case TierChanged changed -> changed.effectiveAt();
      default -> null;
    };
  }

  /** An end belongs to the day before it, in which what is left lapses. */
  private static Instant lastBefore(Instant end) {
    return end.minusNanos(1_000);
  }
}

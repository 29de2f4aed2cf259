package org.entitlementledger.core;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.accelerator.AcceleratorEvent;
import org.entitlementledger.core.adjustment.AdjustmentEvent;
import org.entitlementledger.core.advisory.AdvisoryEvent;
import org.entitlementledger.core.approval.ApprovalEvent;
import org.entitlementledger.core.books.BooksEvent;
import org.entitlementledger.core.contract.ContractEvent;
import org.entitlementledger.core.education.EducationEvent;
import org.entitlementledger.core.grant.GrantEvent;
import org.entitlementledger.core.hold.HoldEvent;
import org.entitlementledger.core.notice.NoticeEvent;
import org.entitlementledger.core.profile.ProfileEvent;
import org.entitlementledger.core.progresscall.ProgressCallEvent;
import org.entitlementledger.core.risk.RiskEvent;
import org.entitlementledger.core.roireview.RoiReviewEvent;
import org.entitlementledger.core.support.SupportEvent;
import org.entitlementledger.core.team.TeamEvent;
import org.entitlementledger.core.usage.UsageEvent;
import org.entitlementledger.core.voucher.VoucherEvent;
import org.entitlementledger.core.workshop.WorkshopEvent;

/**
 * What may have happened to an account, or to the books of the whole ledger: those are events of no
 * account, and their account id is empty. Stored for ever: its logical name and its shape are a
 * contract.
 */
public sealed interface AccountEvent
    permits ProfileEvent,
        ContractEvent,
        TeamEvent,
        AcceleratorEvent,
        VoucherEvent,
        SupportEvent,
        EducationEvent,
        ProgressCallEvent,
        RoiReviewEvent,
        WorkshopEvent,
        AdvisoryEvent,
        RiskEvent,
        UsageEvent,
        GrantEvent,
        HoldEvent,
        AdjustmentEvent,
        ApprovalEvent,
        NoticeEvent,
        BooksEvent {
  /** When it took effect (DOMAIN.md, "Time"). When it was recorded is known to the log. */
  Instant occurredAt();

  /**
   * The ids, in its collection, of the things that it tells about: accelerators, vouchers, calls, …
   */
  default List<String> itemIds() {
    return List.of();
  }
}

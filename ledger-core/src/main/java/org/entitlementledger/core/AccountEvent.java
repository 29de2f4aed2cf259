package org.entitlementledger.core;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.accelerator.AcceleratorEvent;
import org.entitlementledger.core.contract.ContractEvent;
import org.entitlementledger.core.profile.ProfileEvent;
import org.entitlementledger.core.progresscall.ProgressCallEvent;
import org.entitlementledger.core.team.TeamEvent;
import org.entitlementledger.core.voucher.VoucherEvent;

/**
 * What may have happened to an account. Stored for ever: its logical name and its shape are a
 * contract.
 */
public sealed interface AccountEvent
    permits ProfileEvent,
        ContractEvent,
        TeamEvent,
        AcceleratorEvent,
        VoucherEvent,
        ProgressCallEvent {
  /** When it took effect (DOMAIN.md, "Time"). When it was recorded is known to the log. */
  Instant occurredAt();

  /**
   * The ids, in its collection, of the things that it tells about: accelerators, vouchers, calls, …
   */
  default List<String> itemIds() {
    return List.of();
  }
}

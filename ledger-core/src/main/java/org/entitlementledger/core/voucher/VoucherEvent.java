package org.entitlementledger.core.voucher;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.jspecify.annotations.Nullable;

/** What may have happened to vouchers. */
public sealed interface VoucherEvent extends AccountEvent {

  /**
   * Vouchers are there to be used.
   *
   * @param expiresAt the midnight after their last day, in the account's zone
   */
  record VoucherIssued(
      Instant occurredAt,
      List<String> codes,
      @Nullable String certification,
      Instant expiresAt,
      List<Movement> movements)
      implements VoucherEvent, MovesQuota {
    @Override
    public List<String> itemIds() {
      return codes;
    }
  }
}

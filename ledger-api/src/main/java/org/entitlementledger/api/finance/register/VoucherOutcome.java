package org.entitlementledger.api.finance.register;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.entitlementledger.core.json.EventNames;
import org.entitlementledger.core.voucher.Voucher;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherRedeemed;
import org.entitlementledger.core.voucher.VoucherState.Redeemed;
import org.entitlementledger.core.voucher.VoucherState.Replaced;
import org.entitlementledger.core.voucher.VoucherState.Revoked;
import org.entitlementledger.projections.register.StoredItem;
import org.jspecify.annotations.Nullable;

/** What had become of a voucher by a time. */
enum VoucherOutcome {
  REDEEMED,
  EXPIRED,
  REVOKED,
  REPLACED,
  OUTSTANDING;

  private static final Set<String> REDEMPTIONS = Set.of(EventNames.of(VoucherRedeemed.class));

  /**
   * The outcome of a voucher that was issued by then.
   *
   * @param replacements when the codes that replace others were issued, by the replaced code
   */
  static VoucherOutcome of(
      StoredItem stored,
      RegisterAccount account,
      ItemHistory history,
      Map<String, Instant> replacements) {
    var voucher = (Voucher) stored.item();
    VoucherOutcome last = last(voucher);
    if (last != null
        && account.knowsLast(stored)
        && account.sees(since(voucher, stored, history, replacements))) {
      return last;
    }
    if (history.stood(stored, account, REDEMPTIONS)) {
      return REDEEMED;
    }
    return account.sees(voucher.expiry(account.contracts())) ? EXPIRED : OUTSTANDING;
  }

  /** What its last event made of it; null while it can be used. */
  private static @Nullable VoucherOutcome last(Voucher voucher) {
    return switch (voucher.state()) {
      case Redeemed redeemed -> REDEEMED;
      case Revoked revoked -> REVOKED;
      case Replaced replaced -> REPLACED;
      default -> null;
    };
  }

  private static @Nullable Instant since(
      Voucher voucher, StoredItem stored, ItemHistory history, Map<String, Instant> replacements) {
    return switch (voucher.state()) {
      case Redeemed redeemed -> redeemed.exam().at();
      case Revoked revoked -> history.revokedAt(stored);
      case Replaced replaced -> replacements.get(voucher.code());
      default -> null;
    };
  }
}

package org.entitlementledger.core.voucher;

import java.time.Instant;
import org.entitlementledger.core.standing.Item;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherIssued;
import org.jspecify.annotations.Nullable;

/**
 * One voucher.
 *
 * @param expiresAt the midnight after its last day: at this instant it is expired
 */
public record Voucher(
    String code, @Nullable String certification, Instant expiresAt, Instant occurredAt)
    implements Item {
  @Override
  public String id() {
    return code;
  }

  @Override
  public String status(Instant now) {
    return now.isBefore(expiresAt) ? "issued" : "expired";
  }

  /** The voucher {@code code} after an event. */
  public static Voucher after(VoucherEvent event, String code) {
    return switch (event) {
      case VoucherIssued issued ->
          new Voucher(code, issued.certification(), issued.expiresAt(), issued.occurredAt());
    };
  }
}

package org.entitlementledger.projections.voucher;

import static org.entitlementledger.projections.Bulk.Type.BIGINT;
import static org.entitlementledger.projections.Bulk.Type.TIMESTAMP;
import static org.entitlementledger.projections.Bulk.Type.VARCHAR;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.voucher.VoucherEvent;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherRedeemed;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherRedemptionVoided;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.projector.Projection;
import org.entitlementledger.projections.row.Key;
import org.entitlementledger.projections.row.Rows;
import org.entitlementledger.projections.row.Table;
import org.jspecify.annotations.Nullable;

/** Keeps the table {@code voucher}. Each event gives a whole row, so none is read for the next. */
public final class VoucherProjection implements Projection {
  private static final Table<@Nullable Object[]> VOUCHER =
      Table.plain(
          "voucher",
          List.of(
              VARCHAR.named("code"),
              VARCHAR.named("account_id"),
              TIMESTAMP.named("redeemed_at"),
              BIGINT.named("position")),
          1);

  @Override
  public List<Table<?>> tables() {
    return List.of(VOUCHER);
  }

  @Override
  public void apply(LoggedEvent event, Rows rows) {
    if (event.event() instanceof VoucherRedeemed used) {
      rows.put(VOUCHER, Key.of(used.code()), row(used.code(), event, used.occurredAt()));
    } else if (event.event() instanceof VoucherRedemptionVoided voided) {
      rows.put(VOUCHER, Key.of(voided.code()), row(voided.code(), event, null));
    } else if (event.event() instanceof VoucherEvent codes) {
      codes.newCodes().forEach(code -> rows.add(VOUCHER, Key.of(code), row(code, event, null)));
    }
  }

  private static @Nullable Object[] row(
      String code, LoggedEvent event, @Nullable Instant redeemedAt) {
    return new @Nullable Object[] {
      code,
      event.accountId(),
      redeemedAt == null ? null : Instants.sql(redeemedAt),
      event.position()
    };
  }
}

package org.entitlementledger.projections.voucher;

import static org.entitlementledger.projections.Bulk.Type.BIGINT;
import static org.entitlementledger.projections.Bulk.Type.TIMESTAMP;
import static org.entitlementledger.projections.Bulk.Type.VARCHAR;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.voucher.VoucherEvent;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherRedeemed;
import org.entitlementledger.core.voucher.VoucherEvent.VoucherRedemptionVoided;
import org.entitlementledger.projections.Bulk;
import org.entitlementledger.projections.Dialect;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.follow.Projection;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Keeps the table {@code voucher}. Each event gives a whole row, so none is read for the next. */
public final class VoucherProjection implements Projection {
  /** The primary key of the table. */
  public static final List<String> KEYS = List.of("code");

  private static final List<Bulk.Column> COLUMNS =
      List.of(
          VARCHAR.named("code"),
          VARCHAR.named("account_id"),
          TIMESTAMP.named("redeemed_at"),
          BIGINT.named("position"));

  private final JdbcOperations jdbc;
  private final Bulk insert;
  private final Bulk upsert;

  public VoucherProjection(JdbcOperations jdbc) {
    this.jdbc = jdbc;
    insert = Bulk.insertNew("voucher", COLUMNS);
    upsert = Bulk.upsert(Dialect.of(jdbc), "voucher", KEYS, COLUMNS);
  }

  @Override
  public void apply(List<LoggedEvent> events) {
    var made = new LinkedHashMap<String, @Nullable Object[]>();
    var redeemed = new LinkedHashMap<String, @Nullable Object[]>();
    for (LoggedEvent event : events) {
      if (event.event() instanceof VoucherRedeemed used) {
        redeemed.put(used.code(), row(used.code(), event, used.occurredAt()));
      } else if (event.event() instanceof VoucherRedemptionVoided voided) {
        redeemed.put(voided.code(), row(voided.code(), event, null));
      } else if (event.event() instanceof VoucherEvent codes) {
        codes.newCodes().forEach(code -> made.put(code, row(code, event, null)));
      }
    }
    insert.write(jdbc, rows(made));
    upsert.write(jdbc, rows(redeemed));
  }

  private static List<@Nullable Object[]> rows(Map<String, @Nullable Object[]> byCode) {
    return List.copyOf(byCode.values());
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

package org.entitlementledger.projections.audit;

import static org.entitlementledger.projections.Bulk.Type.BIGINT;
import static org.entitlementledger.projections.Bulk.Type.VARCHAR;

import java.util.List;
import java.util.Objects;
import org.entitlementledger.core.Corrections;
import org.entitlementledger.core.Items;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.projector.Projection;
import org.entitlementledger.projections.row.Key;
import org.entitlementledger.projections.row.Rows;
import org.entitlementledger.projections.row.Table;
import org.jspecify.annotations.Nullable;

/** Keeps the tables {@code audit_use} and {@code audit_correction}: which event corrected which. */
public final class CorrectionProjection implements Projection {
  private static final Table<@Nullable Object[]> USE =
      Table.plain(
          "audit_use",
          List.of(
              VARCHAR.named("account_id"),
              VARCHAR.named("collection"),
              VARCHAR.named("item_id"),
              BIGINT.named("position")),
          4);

  private static final int USE_POSITION = 3;

  private static final Table<@Nullable Object[]> CORRECTION =
      Table.plain(
          "audit_correction",
          List.of(BIGINT.named("corrects"), BIGINT.named("position"), VARCHAR.named("account_id")),
          1);

  @Override
  public List<Table<?>> tables() {
    return List.of(USE, CORRECTION);
  }

  @Override
  public void apply(LoggedEvent event, Rows rows) {
    if (Corrections.mayBeCorrected(event.event())) {
      Key key = use(event, event.position());
      rows.add(USE, key, key.array());
    } else if (Corrections.corrects(event.event())) {
      @Nullable Object[] last = rows.floor(USE, use(event, event.position() - 1));
      if (last != null) {
        long corrects = (Long) Objects.requireNonNull(last[USE_POSITION]);
        rows.add(
            CORRECTION,
            Key.of(corrects),
            new Object[] {corrects, event.position(), event.accountId()});
      }
    }
  }

  private static Key use(LoggedEvent event, long position) {
    return Key.of(event.accountId(), collection(event), itemId(event), position);
  }

  private static String collection(LoggedEvent event) {
    return Objects.requireNonNull(Items.collection(event.event()), "things have a collection");
  }

  private static String itemId(LoggedEvent event) {
    return event.event().itemIds().getFirst();
  }
}

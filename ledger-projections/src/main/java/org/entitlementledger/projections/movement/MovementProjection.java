package org.entitlementledger.projections.movement;

import static org.entitlementledger.projections.Bulk.Type.BIGINT;
import static org.entitlementledger.projections.Bulk.Type.INTEGER;
import static org.entitlementledger.projections.Bulk.Type.NUMERIC;
import static org.entitlementledger.projections.Bulk.Type.TIMESTAMP;
import static org.entitlementledger.projections.Bulk.Type.VARCHAR;

import java.util.List;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.projector.Projection;
import org.entitlementledger.projections.row.Key;
import org.entitlementledger.projections.row.Rows;
import org.entitlementledger.projections.row.Table;
import org.jspecify.annotations.Nullable;

/** Keeps the table {@code movement}: a row for each movement of each event. */
public final class MovementProjection implements Projection {
  private static final Table<@Nullable Object[]> MOVEMENT =
      Table.plain(
          "movement",
          List.of(
              BIGINT.named("position"),
              INTEGER.named("ordinal"),
              VARCHAR.named("account_id"),
              VARCHAR.named("entitlement"),
              VARCHAR.named("type"),
              VARCHAR.named("kind"),
              NUMERIC.named("quantity"),
              VARCHAR.named("source_kind"),
              VARCHAR.named("source_id"),
              TIMESTAMP.named("window_start"),
              TIMESTAMP.named("window_end"),
              TIMESTAMP.named("effective_at"),
              TIMESTAMP.named("recorded_at"),
              VARCHAR.named("actor"),
              VARCHAR.named("reason"),
              VARCHAR.named("hold_id"),
              VARCHAR.named("detail")),
          2);

  @Override
  public List<Table<?>> tables() {
    return List.of(MOVEMENT);
  }

  @Override
  public void apply(LoggedEvent event, Rows rows) {
    if (event.event() instanceof MovesQuota moving) {
      int ordinal = 0;
      for (Movement movement : moving.movements()) {
        Key key = Key.of(event.position(), ordinal);
        rows.add(MOVEMENT, key, row(event, ordinal++, movement));
      }
    }
  }

  private static @Nullable Object[] row(LoggedEvent event, int ordinal, Movement movement) {
    return new @Nullable Object[] {
      event.position(),
      ordinal,
      event.accountId(),
      movement.entitlement(),
      event.type(),
      movement.kind().key(),
      movement.quantity().value(),
      movement.source().kind().key(),
      movement.source().id(),
      Instants.sql(movement.window().start()),
      Instants.sql(movement.window().end()),
      Instants.sql(movement.effectiveAt()),
      Instants.sql(event.recordedAt()),
      event.actor(),
      event.metadata().reason(),
      movement.holdId(),
      detail(movement)
    };
  }

  private static @Nullable String detail(Movement movement) {
    boolean plain = movement.lot() == null && movement.holdId() == null;
    return plain ? null : LedgerJson.mapper().writeValueAsString(movement);
  }
}

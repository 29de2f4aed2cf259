package org.entitlementledger.projections.movement;

import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.entitlementledger.core.wire.LedgerJson;
import org.entitlementledger.projections.Dialect;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.follow.Projection;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Keeps the table {@code movement}: a row for each movement of each event. */
public final class MovementProjection implements Projection {
  private static final String INSERT =
      Dialect.insertNew(
          "movement",
          List.of(
              "position",
              "ordinal",
              "account_id",
              "entitlement",
              "type",
              "kind",
              "quantity",
              "source_kind",
              "source_id",
              "window_start",
              "window_end",
              "effective_at",
              "recorded_at",
              "actor",
              "reason",
              "hold_id",
              "detail"));

  private final JdbcOperations jdbc;

  public MovementProjection(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void apply(List<LoggedEvent> events) {
    var rows = new ArrayList<@Nullable Object[]>();
    for (LoggedEvent event : events) {
      if (event.event() instanceof MovesQuota moving) {
        int ordinal = 0;
        for (Movement movement : moving.movements()) {
          rows.add(row(event, ordinal++, movement));
        }
      }
    }
    if (!rows.isEmpty()) {
      jdbc.batchUpdate(INSERT, rows);
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

package org.entitlementledger.projections.remaining;

import static org.entitlementledger.projections.Bulk.Type.BIGINT;
import static org.entitlementledger.projections.Bulk.Type.NUMERIC;
import static org.entitlementledger.projections.Bulk.Type.TIMESTAMP;
import static org.entitlementledger.projections.Bulk.Type.VARCHAR;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.projector.Projection;
import org.entitlementledger.projections.row.Rows;
import org.entitlementledger.projections.row.Table;

/** Keeps the table {@code remaining}: the net of all movements, by source and window. */
public final class RemainingProjection implements Projection {
  private static final Table<RemainingRow> REMAINING =
      new Table<>(
          "remaining",
          List.of(
              VARCHAR.named("account_id"),
              TIMESTAMP.named("until"),
              VARCHAR.named("entitlement"),
              TIMESTAMP.named("window_start"),
              VARCHAR.named("source_kind"),
              VARCHAR.named("source_id"),
              VARCHAR.named("hold_id"),
              TIMESTAMP.named("window_end"),
              NUMERIC.named("consumed"),
              NUMERIC.named("deducted"),
              NUMERIC.named("lapsed"),
              NUMERIC.named("held"),
              VARCHAR.named("movement"),
              TIMESTAMP.named("revoked_at"),
              BIGINT.named("recorded"),
              BIGINT.named("position")),
          7,
          RemainingRow::of,
          RemainingRow::values);

  @Override
  public List<Table<?>> tables() {
    return List.of(REMAINING);
  }

  @Override
  public void reads(LoggedEvent event, Reads reads) {
    if (event.event() instanceof MovesQuota moving) {
      for (Movement movement : moving.movements()) {
        for (String holdId : holdIds(movement)) {
          reads.row(REMAINING, RemainingRow.Key.of(event.accountId(), movement, holdId).row());
        }
      }
    }
  }

  @Override
  public void apply(LoggedEvent event, Rows rows) {
    if (event.event() instanceof MovesQuota moving) {
      var changed = new HashSet<RemainingRow>();
      for (Movement movement : moving.movements()) {
        for (String holdId : holdIds(movement)) {
          change(event, movement, holdId, rows, changed);
        }
      }
      changed.forEach(RemainingRow::reached);
    }
  }

  private static void change(
      LoggedEvent event, Movement movement, String holdId, Rows rows, Set<RemainingRow> changed) {
    var key = RemainingRow.Key.of(event.accountId(), movement, holdId);
    RemainingRow found = rows.get(REMAINING, key.row());
    RemainingRow row = found == null ? new RemainingRow(key, movement.window().end()) : found;
    if (!row.reflects(event.position())) {
      row.apply(movement, event.position());
      rows.put(REMAINING, key.row(), row);
      changed.add(row);
    }
  }

  /** Of the rows that a movement changes; empty for that of what is used. */
  private static List<String> holdIds(Movement movement) {
    String holdId = movement.holdId();
    if (holdId == null) {
      return List.of("");
    }
    return movement.kind() == Movement.Kind.CONSUMED ? List.of(holdId, "") : List.of(holdId);
  }
}

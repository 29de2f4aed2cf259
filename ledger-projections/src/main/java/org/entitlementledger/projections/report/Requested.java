package org.entitlementledger.projections.report;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.adjustment.AdjustmentEvent.AdjustmentRequested;
import org.entitlementledger.core.approval.ApprovalEvent.ApprovalRequested;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.Instants;
import org.jspecify.annotations.Nullable;

/** What an event asks another person for. */
record Requested(
    String kind,
    String command,
    @Nullable String entitlement,
    @Nullable BigDecimal quantity,
    @Nullable String reason,
    Instant effectiveAt) {

  private static Requested of(AccountEvent event, String command) {
    return switch (event) {
      case AdjustmentRequested asked ->
          new Requested(
              "adjustment",
              command,
              asked.entitlement(),
              asked.quantity().value(),
              asked.reason(),
              asked.effectiveAt());
      case ApprovalRequested asked ->
          new Requested("approval", command, null, null, asked.why(), asked.effectiveAt());
      default -> throw new IllegalStateException("asks nobody: " + event.getClass());
    };
  }

  /** Reads a request from its row of the log, beside that of the view and of the decision. */
  static OverrideLine line(ResultSet row, int number) throws SQLException {
    AccountEvent event =
        LedgerJson.read(row.getString("type"), row.getInt("revision"), row.getBytes("payload"));
    Requested asked = of(event, ReportQueries.metadata(row).command());
    OffsetDateTime decided = row.getObject("d_recorded_at", OffsetDateTime.class);
    String outcome = row.getString("outcome");
    return new OverrideLine(
        row.getLong("position"),
        row.getString("account_id"),
        asked.kind,
        row.getString("item_id"),
        asked.command,
        asked.entitlement,
        asked.quantity,
        asked.reason,
        asked.effectiveAt,
        row.getString("requested_by"),
        Instants.of(row, "recorded_at"),
        outcome == null ? "waiting" : outcome,
        row.getString("decided_by"),
        decided == null ? null : decided.toInstant(),
        row.getObject("d_position", Long.class));
  }
}

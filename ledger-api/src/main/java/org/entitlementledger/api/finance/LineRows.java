package org.entitlementledger.api.finance;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.entitlementledger.api.finance.ReportedLine.LineReference;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.reconciliation.Line;
import org.entitlementledger.core.reconciliation.LineId;
import org.entitlementledger.core.reconciliation.Resolution;
import org.entitlementledger.core.reconciliation.ResolutionAction;
import org.entitlementledger.core.reconciliation.Stated;
import org.entitlementledger.projections.Instants;
import org.jspecify.annotations.Nullable;

/** Reads lines of complete reconciliations with what became of them. */
final class LineRows {
  /** A resolution, as {@code s}. */
  static final String RESOLUTION =
      "s.resolution_id, s.action, s.status, s.reason, s.requested_by, s.requested_at,"
          + " s.decided_by, s.decided_at, s.position";

  /** {@code r} is the line's reconciliation, {@code l} the line, {@code b} what replaced it. */
  static final String SELECT =
      """
      select l.reconciliation, l.ordinal, l.line, l.finding, l.stated, l.expected_fee, l.field,
        b.reconciliation_id as by_reconciliation_id, bl.line as by_line,
      """
          + RESOLUTION
          + """

          from reconciliation r
            join reconciliation_line l on l.reconciliation = r.id
            left join reconciliation_resolution s
              on s.reconciliation = l.reconciliation and s.ordinal = l.ordinal
              and s.status <> 'rejected'
            left join reconciliation_replacement p
              on p.reconciliation = l.reconciliation and p.ordinal = l.ordinal
            left join reconciliation b on b.id = p.by_reconciliation and b.state = 'complete'
            left join reconciliation_line bl
              on bl.reconciliation = p.by_reconciliation and bl.ordinal = p.by_ordinal
          where r.reconciliation_id = ? and r.state = 'complete'
          """;

  private LineRows() {}

  static ReportedLine reported(ResultSet row, int number) throws SQLException {
    String by = row.getString("by_reconciliation_id");
    boolean resolved = row.getString("resolution_id") != null;
    return new ReportedLine(
        new LineId(row.getLong("reconciliation"), row.getLong("ordinal")),
        line(row),
        by == null ? null : new LineReference(by, row.getLong("by_line")),
        resolved ? resolution(row) : null);
  }

  static Line line(ResultSet row) throws SQLException {
    String fee = row.getString("expected_fee");
    return new Line(
        row.getObject("line", Long.class),
        EarlierLines.finding(row),
        LedgerJson.mapper().readValue(row.getString("stated"), Stated.class),
        fee == null ? null : LedgerJson.mapper().readValue(fee, Money.class),
        row.getString("field"));
  }

  static Resolution resolution(ResultSet row) throws SQLException {
    @Nullable Object decided = row.getObject("decided_at");
    return new Resolution(
        row.getString("resolution_id"),
        ResolutionAction.of(row.getString("action")),
        Resolution.Status.of(row.getString("status")),
        row.getString("reason"),
        row.getString("requested_by"),
        Instants.of(row, "requested_at"),
        row.getString("decided_by"),
        decided == null ? null : Instants.of(row, "decided_at"),
        row.getObject("position", Long.class));
  }
}

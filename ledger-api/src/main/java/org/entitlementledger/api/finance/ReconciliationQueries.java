package org.entitlementledger.api.finance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.reconciliation.Finding;
import org.entitlementledger.core.reconciliation.Line;
import org.entitlementledger.core.reconciliation.Stated;
import org.entitlementledger.projections.Cursor;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Reads complete reconciliations. */
@Component
final class ReconciliationQueries {
  private static final TypeReference<LinkedHashMap<String, Long>> FINDINGS =
      new TypeReference<>() {};

  private final JdbcTemplate jdbc;

  ReconciliationQueries(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  private record Kept(long number, ReconciliationAnswer answer) {}

  private record Numbered(long ordinal, Line line) {}

  /** One, or null where there is none with this id. */
  @Nullable ReconciliationAnswer find(String reconciliationId) {
    List<Kept> found =
        jdbc.query(
            "select * from reconciliation where reconciliation_id = ? and state = 'complete'",
            ReconciliationQueries::kept,
            reconciliationId);
    return found.isEmpty() ? null : found.getFirst().answer();
  }

  /**
   * All of them, the oldest first.
   *
   * @param after the cursor of the page before; null for the first
   * @param limit 1–1000
   */
  Page<ReconciliationAnswer> list(@Nullable String after, int limit) {
    var from = Cursor.parse(after, 1);
    List<Kept> found =
        jdbc.query(
            "select * from reconciliation where id > ? and state = 'complete' order by id limit ?",
            ReconciliationQueries::kept,
            from == null ? 0 : from.at(0),
            limit + 1);
    return Page.of(found, limit, 0, last -> Cursor.of(last.number())).map(Kept::answer);
  }

  /**
   * The lines of one in the file's order, then what the file lacks.
   *
   * @param finding those with this one alone, where it is given
   * @param after the cursor of the page before; null for the first
   * @param limit 1–1000
   */
  Page<Line> lines(
      String reconciliationId, @Nullable Finding finding, @Nullable String after, int limit) {
    var from = Cursor.parse(after, 1);
    List<Numbered> found =
        jdbc.query(
            "select l.* from reconciliation r join reconciliation_line l on l.reconciliation = r.id"
                + " where r.reconciliation_id = ? and r.state = 'complete'"
                + " and l.ordinal > ? and l.finding like ?"
                + " order by l.ordinal limit ?",
            ReconciliationQueries::line,
            reconciliationId,
            from == null ? -1 : from.at(0),
            finding == null ? "%" : finding.key(),
            limit + 1);
    return Page.of(found, limit, 0, last -> Cursor.of(last.ordinal())).map(Numbered::line);
  }

  private static Kept kept(ResultSet row, int number) throws SQLException {
    LinkedHashMap<String, Long> findings =
        LedgerJson.mapper().readValue(row.getString("findings"), FINDINGS);
    return new Kept(
        row.getLong("id"),
        new ReconciliationAnswer(
            row.getString("reconciliation_id"),
            Instants.of(row, "reconciled_at"),
            row.getString("actor"),
            row.getLong("position"),
            row.getLong("row_count"),
            findings.values().stream().mapToLong(Long::longValue).sum(),
            findings));
  }

  private static Numbered line(ResultSet row, int number) throws SQLException {
    String fee = row.getString("expected_fee");
    String finding = row.getString("finding").replace('-', '_').toUpperCase(Locale.ROOT);
    return new Numbered(
        row.getLong("ordinal"),
        new Line(
            row.getObject("line", Long.class),
            Finding.valueOf(finding),
            LedgerJson.mapper().readValue(row.getString("stated"), Stated.class),
            fee == null ? null : LedgerJson.mapper().readValue(fee, Money.class),
            row.getString("field")));
  }
}

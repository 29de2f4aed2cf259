package org.entitlementledger.api.finance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.reconciliation.Finding;
import org.entitlementledger.projections.Cursor;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Reads complete reconciliations. */
@Component
public final class ReconciliationQueries {
  private static final TypeReference<LinkedHashMap<String, Long>> FINDINGS =
      new TypeReference<>() {};

  /** Most lines are matched, so the findings are named: each leads by its index. */
  private static final String UNSETTLED =
      """
      select count(*)
      from reconciliation_line l
        join reconciliation r on r.id = l.reconciliation and r.state = 'complete'
        left join reconciliation_resolution s
          on s.reconciliation = l.reconciliation and s.ordinal = l.ordinal
          and s.status = 'settled'
      where l.finding in (%s)
        and (l.exam_on is null or l.exam_on <= ?)
        and s.id is null
        and not exists (
          select 1
          from reconciliation_replacement p
            join reconciliation b on b.id = p.by_reconciliation and b.state = 'complete'
          where p.reconciliation = l.reconciliation and p.ordinal = l.ordinal)
      """
          .formatted(
              Arrays.stream(Finding.values())
                  .filter(Finding::isDifference)
                  .map(finding -> "'" + finding.key() + "'")
                  .collect(Collectors.joining(", ")));

  private final JdbcTemplate jdbc;

  ReconciliationQueries(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  private record Kept(long number, ReconciliationAnswer answer) {}

  /**
   * One.
   *
   * @throws Refusal {@code not-found}
   */
  ReconciliationAnswer require(String reconciliationId) {
    ReconciliationAnswer found = find(reconciliationId);
    if (found == null) {
      throw Refusal.of(Problem.NOT_FOUND, "there is no reconciliation with this id")
          .with("reconciliationId", reconciliationId);
    }
    return found;
  }

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
   * @param asked those that fit alone
   * @param after the cursor of the page before; null for the first
   * @param limit 1–1000
   */
  Page<ReportedLine> lines(
      String reconciliationId, LineFilter asked, @Nullable String after, int limit) {
    var from = Cursor.parse(after, 1);
    List<ReportedLine> found =
        jdbc.query(
            LineRows.SELECT
                + " and l.ordinal > ? and l.finding like ?"
                + asked.condition()
                + " order by l.ordinal limit ?",
            LineRows::reported,
            reconciliationId,
            from == null ? -1 : from.at(0),
            asked.finding() == null ? "%" : asked.finding().key(),
            limit + 1);
    return Page.of(found, limit, 0, last -> Cursor.of(last.id().ordinal()));
  }

  /**
   * Which lines are asked for.
   *
   * @param settled true for differences that a resolution has settled, false for those that are to
   *     be settled: neither settled nor replaced
   */
  record LineFilter(@Nullable Finding finding, @Nullable Boolean settled) {
    private String condition() {
      if (settled == null) {
        return "";
      }
      return settled
          ? " and s.status = 'settled'"
          : " and l.finding <> 'matched' and b.id is null"
              + " and (s.status is null or s.status <> 'settled')";
    }
  }

  /** The row with a number; null where no new line of the reconciliation has it. */
  @Nullable ReportedLine row(String reconciliationId, long line) {
    return first(
        jdbc.query(
            LineRows.SELECT + " and l.line = ?", LineRows::reported, reconciliationId, line));
  }

  /** What the file was found to lack of a voucher; null for nothing. */
  @Nullable ReportedLine missing(String reconciliationId, String voucherCode) {
    return first(
        jdbc.query(
            LineRows.SELECT + " and l.finding = 'missing-from-file' and l.voucher_code = ?",
            LineRows::reported,
            reconciliationId,
            voucherCode));
  }

  private static <T> @Nullable T first(List<T> found) {
    return found.isEmpty() ? null : found.getFirst();
  }

  /**
   * How many differences of exams up to a day, in each account's zone, are neither settled nor
   * replaced. A row whose day cannot be read counts for every day.
   *
   * @param through the last day, inclusive
   */
  public long unsettled(LocalDate through) {
    Long count = jdbc.queryForObject(UNSETTLED, Long.class, through);
    return count == null ? 0 : count;
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
}

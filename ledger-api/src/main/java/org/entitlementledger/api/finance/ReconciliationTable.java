package org.entitlementledger.api.finance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.entitlementledger.api.problem.RequestRejected;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.reconciliation.Line;
import org.entitlementledger.core.reconciliation.LineId;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.database.Dialect;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes the tables {@code reconciliation}, {@code reconciliation_line} and {@code
 * reconciliation_replacement}. At most one reconciliation runs in the whole ledger, so once
 * abandoned ones are removed, all other lines belong to complete ones.
 */
final class ReconciliationTable {
  /** A node that has not been heard of for so long may have died. */
  private static final String SILENT = "beat_at < current_timestamp - interval '10' second";

  private static final int[] TYPES = {
    Types.BIGINT,
    Types.BIGINT,
    Types.BIGINT,
    Types.VARCHAR,
    Types.VARCHAR,
    Types.VARCHAR,
    Types.VARCHAR,
    Types.VARCHAR,
    Types.VARCHAR,
    Types.VARCHAR,
    Types.DATE
  };

  private final JdbcTemplate jdbc;
  private final Dialect dialect;

  ReconciliationTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    dialect = Dialect.of(jdbc);
  }

  /**
   * Begins a reconciliation, unless another one is running on any node: each file is judged against
   * all that came before. One whose node has been silent is abandoned. In a transaction.
   *
   * @return its number; null where another one is running
   */
  @Nullable Long begin(String reconciliationId, Instant at, String actor, long position) {
    dialect.lockAgainstWriters(jdbc, "reconciliation");
    if (count("state = 'running' and not " + SILENT) > 0) {
      return null;
    }
    jdbc.update("update reconciliation set state = 'abandoned' where state = 'running'");
    jdbc.update(
        "insert into reconciliation (reconciliation_id, reconciled_at, actor, position, row_count,"
            + " findings, state, beat_at) values (?, ?, ?, ?, 0, '{}', 'running',"
            + " current_timestamp)",
        reconciliationId,
        Instants.sql(at),
        actor,
        position);
    return jdbc.queryForObject(
        "select id from reconciliation where reconciliation_id = ?", Long.class, reconciliationId);
  }

  private long count(String condition) {
    return Objects.requireNonNull(
        jdbc.queryForObject("select count(*) from reconciliation where " + condition, Long.class));
  }

  /**
   * Says that the node that writes a reconciliation is alive. Where this is part of a transaction,
   * nobody abandons the reconciliation before the transaction ends.
   *
   * @throws RequestRejected {@code unavailable} where another node has abandoned it
   */
  void beat(long number) {
    int running =
        jdbc.update(
            "update reconciliation set beat_at = current_timestamp where id = ?"
                + " and state = 'running'",
            number);
    if (running == 0) {
      throw new RequestRejected(
          Slug.UNAVAILABLE, "the reconciliation took too long between two pieces; send it again");
    }
  }

  /** Makes a running reconciliation and its lines visible. In a transaction, after a beat. */
  void complete(long number, long rows, Map<String, Long> findings) {
    jdbc.update(
        "update reconciliation set row_count = ?, findings = ?, state = 'complete' where id = ?",
        rows,
        LedgerJson.mapper().writeValueAsString(findings),
        number);
  }

  /** Gives up a running reconciliation. */
  void abandon(long number) {
    jdbc.update(
        "update reconciliation set state = 'abandoned' where id = ? and state = 'running'", number);
  }

  /** The number of an abandoned reconciliation; null where there is none. */
  @Nullable Long abandoned() {
    List<@Nullable Long> found =
        jdbc.queryForList(
            "select id from reconciliation where state = 'abandoned' order by id limit 1",
            Long.class);
    return found.isEmpty() ? null : found.getFirst();
  }

  /** Removes up to {@code most} lines of an abandoned reconciliation, and after the last itself. */
  void removeSome(long number, int most) {
    String first = "(select min(ordinal) from reconciliation_line where reconciliation = ?) + ?";
    jdbc.update(
        "delete from reconciliation_replacement where by_reconciliation = ? and by_ordinal < "
            + first,
        number,
        number,
        most);
    int removed =
        jdbc.update(
            "delete from reconciliation_line where reconciliation = ? and ordinal < " + first,
            number,
            number,
            most);
    if (removed == 0) {
      jdbc.update("delete from reconciliation where id = ? and state = 'abandoned'", number);
    }
  }

  /**
   * A line, and what later ones look it up by.
   *
   * @param transaction absent where it cannot be read
   * @param voucher likewise
   * @param examOn the day of the exam in the account's zone; absent where it cannot be read
   * @param replaces lines that it stands in for
   */
  record Told(
      Line line,
      @Nullable String transaction,
      @Nullable String voucher,
      @Nullable LocalDate examOn,
      List<LineId> replaces) {}

  /** Adds lines after {@code before} others. */
  void add(long number, long before, List<Told> lines) {
    var values = new ArrayList<@Nullable Object[]>();
    for (Told told : lines) {
      Line line = told.line;
      Money fee = line.expectedFee();
      values.add(
          new @Nullable Object[] {
            number,
            before + values.size(),
            line.line(),
            line.finding().key(),
            told.transaction,
            told.voucher,
            EarlierLines.hash(line.stated()),
            LedgerJson.mapper().writeValueAsString(line.stated()),
            fee == null ? null : LedgerJson.mapper().writeValueAsString(fee),
            line.field(),
            told.examOn
          });
    }
    jdbc.batchUpdate(
        "insert into reconciliation_line (reconciliation, ordinal, line, finding, provider_txn_id,"
            + " voucher_code, row_hash, stated, expected_fee, field, exam_on)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values,
        TYPES);
    replace(number, before, lines);
  }

  private void replace(long number, long before, List<Told> lines) {
    var values = new ArrayList<Object[]>();
    for (int i = 0; i < lines.size(); i++) {
      for (LineId replaced : lines.get(i).replaces) {
        values.add(
            new Object[] {replaced.reconciliation(), replaced.ordinal(), number, before + i});
      }
    }
    jdbc.batchUpdate(
        "insert into reconciliation_replacement (reconciliation, ordinal, by_reconciliation,"
            + " by_ordinal) values (?, ?, ?, ?)",
        values);
  }

  /**
   * The next codes after {@code after} that are redeemed and that no line of any file names, those
   * left out that another line has replaced; without codes that have changed since {@code
   * position}.
   */
  List<String> unnamed(String after, long position, int limit) {
    return jdbc.query(
        "select v.code from voucher v where v.redeemed_at is not null and v.code > ?"
            + " and v.position <= ? and not exists"
            + " (select 1 from reconciliation_line l where l.voucher_code = v.code and not exists"
            + " (select 1 from reconciliation_replacement p"
            + " where p.reconciliation = l.reconciliation and p.ordinal = l.ordinal))"
            + " order by v.code limit ?",
        ReconciliationTable::code,
        after,
        position,
        limit);
  }

  private static String code(ResultSet row, int number) throws SQLException {
    return row.getString(1);
  }
}

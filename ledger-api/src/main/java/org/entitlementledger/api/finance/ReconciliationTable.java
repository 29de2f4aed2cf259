package org.entitlementledger.api.finance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.reconciliation.Earlier;
import org.entitlementledger.core.reconciliation.Finding;
import org.entitlementledger.core.reconciliation.Line;
import org.entitlementledger.core.reconciliation.Redemption;
import org.entitlementledger.core.reconciliation.Row;
import org.entitlementledger.core.reconciliation.Stated;
import org.entitlementledger.core.wire.LedgerJson;
import org.entitlementledger.projections.Dialect;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.Sha256;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes the tables {@code reconciliation} and {@code reconciliation_line}. */
final class ReconciliationTable {
  private final JdbcTemplate jdbc;
  private final Dialect dialect;

  ReconciliationTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    dialect = Dialect.of(jdbc);
  }

  /**
   * Lets one file after the other in: each is held against all that came before. On H2 the
   * transactions that write take turns already.
   */
  void lock() {
    if (dialect == Dialect.POSTGRESQL) {
      jdbc.execute("lock table reconciliation in exclusive mode");
    }
  }

  /** Makes sure that what was committed is on the disk. */
  void sync() {
    dialect.sync(jdbc);
  }

  /** Makes a reconciliation, and gives its number. */
  long begin(String reconciliationId, Instant at, String actor, long position) {
    jdbc.update(
        "insert into reconciliation"
            + " (reconciliation_id, reconciled_at, actor, position, row_count, findings)"
            + " values (?, ?, ?, ?, 0, '{}')",
        reconciliationId,
        Instants.sql(at),
        actor,
        position);
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "select id from reconciliation where reconciliation_id = ?",
            Long.class,
            reconciliationId));
  }

  /** Says how it ended. */
  void end(long number, long rows, Map<String, Long> findings) {
    jdbc.update(
        "update reconciliation set row_count = ?, findings = ? where id = ?",
        rows,
        LedgerJson.mapper().writeValueAsString(findings),
        number);
  }

  /** What was said before of that which these rows name. */
  Earlier earlier(long number, List<Row> rows) {
    List<Redemption> read =
        rows.stream().map(Row::redemption).filter(Objects::nonNull).distinct().toList();
    return new Earlier(
        statedBefore(number, rows),
        namedBefore(
            "provider_txn_id", read.stream().map(Redemption::providerTransactionId).toList()),
        namedBefore("voucher_code", read.stream().map(Redemption::voucherCode).toList()));
  }

  private Set<Stated> statedBefore(long number, List<Row> rows) {
    List<String> hashes = rows.stream().map(row -> hash(row.stated())).toList();
    var stated = new HashSet<Stated>();
    jdbc.query(
        "select l.stated from unnest(cast(? as varchar array)) k (hash)"
            + " left join reconciliation_line l on l.row_hash = k.hash"
            + " and l.line is not null and l.reconciliation <> ?",
        row -> {
          if (row.getString(1) != null) {
            stated.add(LedgerJson.mapper().readValue(row.getString(1), Stated.class));
          }
        },
        hashes.toArray(String[]::new),
        number);
    return stated;
  }

  private Set<String> namedBefore(String column, Collection<String> values) {
    var named = new HashSet<String>();
    jdbc.query(
        "select l.%1$s from unnest(cast(? as varchar array)) k (named)".formatted(column)
            + " left join reconciliation_line l on l.%1$s = k.named".formatted(column)
            + " and l.line is not null and l.finding <> ?",
        row -> {
          if (row.getString(1) != null) {
            named.add(row.getString(1));
          }
        },
        values.toArray(String[]::new),
        Finding.INVALID.key());
    return named;
  }

  /** A line, and what later ones look it up by. */
  record Told(Line line, @Nullable String transaction, @Nullable String voucher) {}

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
            hash(line.stated()),
            LedgerJson.mapper().writeValueAsString(line.stated()),
            fee == null ? null : LedgerJson.mapper().writeValueAsString(fee)
          });
    }
    int[] types = {
      Types.BIGINT,
      Types.BIGINT,
      Types.BIGINT,
      Types.VARCHAR,
      Types.VARCHAR,
      Types.VARCHAR,
      Types.VARCHAR,
      Types.VARCHAR,
      Types.VARCHAR
    };
    jdbc.batchUpdate(
        "insert into reconciliation_line (reconciliation, ordinal, line, finding, provider_txn_id,"
            + " voucher_code, row_hash, stated, expected_fee) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values,
        types);
  }

  /**
   * The next codes after {@code after} that are redeemed and that no line of any file has named.
   */
  List<String> unnamed(String after, int limit) {
    return jdbc.query(
        "select v.code from voucher v where v.redeemed_at is not null and v.code > ?"
            + " and not exists"
            + " (select 1 from reconciliation_line l where l.voucher_code = v.code)"
            + " order by v.code limit ?",
        ReconciliationTable::code,
        after,
        limit);
  }

  private static String code(ResultSet row, int number) throws SQLException {
    return row.getString(1);
  }

  private static String hash(Stated stated) {
    return Sha256.hex(LedgerJson.mapper().writeValueAsString(stated));
  }
}

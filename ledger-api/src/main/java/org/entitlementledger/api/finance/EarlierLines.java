package org.entitlementledger.api.finance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.reconciliation.Earlier;
import org.entitlementledger.core.reconciliation.EarlierLine;
import org.entitlementledger.core.reconciliation.Finding;
import org.entitlementledger.core.reconciliation.LineId;
import org.entitlementledger.core.reconciliation.Redemption;
import org.entitlementledger.core.reconciliation.Row;
import org.entitlementledger.core.reconciliation.Stated;
import org.entitlementledger.projections.Sha256;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the lines that rows of a file repeat or correct. */
final class EarlierLines {
  private final JdbcTemplate jdbc;

  EarlierLines(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What was said before of that which these rows name.
   *
   * @param number of the reconciliation of their file
   */
  Earlier of(long number, List<Row> rows) {
    List<Redemption> read =
        rows.stream().map(Row::redemption).filter(Objects::nonNull).distinct().toList();
    var lines = new LinkedHashMap<LineId, EarlierLine>();
    read("provider_txn_id", read.stream().map(Redemption::providerTransactionId).toList(), lines);
    read("voucher_code", read.stream().map(Redemption::voucherCode).toList(), lines);
    var transactions = new HashSet<String>();
    var vouchers = new HashSet<String>();
    for (EarlierLine line : lines.values()) {
      if (line.id().reconciliation() == number && line.finding() != Finding.INVALID) {
        transactions.add(Objects.requireNonNull(line.transaction()));
        vouchers.add(Objects.requireNonNull(line.voucher()));
      }
    }
    lines.keySet().removeIf(id -> id.reconciliation() == number);
    return new Earlier(stated(number, rows), lines.values(), transactions, vouchers);
  }

  private Set<Stated> stated(long number, List<Row> rows) {
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

  private void read(String column, Collection<String> values, Map<LineId, EarlierLine> lines) {
    jdbc.query(
        named(column),
        row -> {
          if (row.getObject("reconciliation") != null) {
            EarlierLine line = line(row);
            lines.put(line.id(), line);
          }
        },
        (Object) values.toArray(String[]::new));
  }

  /**
   * Outer joins, so that the keys lead: a key without a line gives a row of nulls. Lines that a
   * later row has replaced are left out.
   */
  private static String named(String column) {
    return """
    select l.reconciliation, l.ordinal, l.finding, l.provider_txn_id, l.voucher_code,
      s.id as resolution
    from unnest(cast(? as varchar array)) k (named)
      left join reconciliation_line l on l.%s = k.named
      left join reconciliation_replacement p
        on p.reconciliation = l.reconciliation and p.ordinal = l.ordinal
      left join reconciliation_resolution s
        on s.reconciliation = l.reconciliation and s.ordinal = l.ordinal
        and s.status <> 'rejected'
    where p.reconciliation is null
    """
        .formatted(column);
  }

  private static EarlierLine line(ResultSet row) throws SQLException {
    return new EarlierLine(
        new LineId(row.getLong("reconciliation"), row.getLong("ordinal")),
        finding(row),
        row.getString("provider_txn_id"),
        row.getString("voucher_code"),
        row.getObject("resolution") != null);
  }

  /** The finding of a line. */
  static Finding finding(ResultSet row) throws SQLException {
    return Finding.valueOf(row.getString("finding").replace('-', '_').toUpperCase(Locale.ROOT));
  }

  /** What an equal row of a later file is known by. */
  static String hash(Stated stated) {
    return Sha256.hex(LedgerJson.mapper().writeValueAsString(stated));
  }
}

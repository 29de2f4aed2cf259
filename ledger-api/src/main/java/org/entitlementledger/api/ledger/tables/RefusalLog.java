package org.entitlementledger.api.ledger.tables;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.Instants;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The refusals of one commit, for the table {@code refusal}. Refusals with the same tally share a
 * counted row; the head is locked, so no other node writes it meanwhile.
 */
public final class RefusalLog {
  private final JdbcOperations jdbc;
  private final RefusalTallies tallies;
  private final List<Counted> alone = new ArrayList<>();
  private final Map<String, Counted> together = new LinkedHashMap<>();

  /** Refusals that share a row: the first of them, and whether all are aimed at its account. */
  private record Counted(Instant at, RefusalRow first, boolean sameAccount, long count) {
    Counted and(RefusalRow next) {
      boolean same = sameAccount && Objects.equals(first.accountId(), next.accountId());
      return new Counted(at, first, same, count + 1);
    }

    @Nullable String accountId() {
      return sameAccount ? first.accountId() : null;
    }
  }

  public RefusalLog(JdbcOperations jdbc, RefusalTallies tallies) {
    this.jdbc = jdbc;
    this.tallies = tallies;
  }

  /**
   * Adds a refusal.
   *
   * @param inBatch whether it is a line of a batch, and shares a row with others of that request
   */
  public void add(Instant at, RefusalRow refusal, boolean inBatch) {
    String tally = tallies.of(at, refusal, inBatch);
    Counted first = new Counted(at, refusal, true, 1);
    if (tally == null) {
      alone.add(first);
    } else {
      together.merge(tally, first, (known, next) -> known.and(next.first()));
    }
  }

  /** Writes them. */
  public void write() {
    var rows = new ArrayList<Row>();
    alone.forEach(one -> rows.add(new Row(null, one)));
    together.forEach(
        (tally, counted) -> {
          if (!added(tally, counted)) {
            rows.add(new Row(tally, counted));
          }
        });
    insert(rows);
  }

  private record Row(@Nullable String tally, Counted refusals) {}

  /** Adds to the row of earlier turns; false where there is none. */
  private boolean added(String tally, Counted more) {
    return jdbc.update(
            "update refusal set refusal_count = refusal_count + ?,"
                + " account_id = case when account_id = ? then account_id end where tally = ?",
            more.count(),
            more.accountId(),
            tally)
        > 0;
  }

  private void insert(List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.batchUpdate(
        "insert into refusal (refused_at, actor, command, account_id, problem, facts, request_id,"
            + " refusal_count, tally) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
        rows.size(),
        (insert, row) -> {
          Counted refusals = row.refusals();
          RefusalRow first = refusals.first();
          insert.setObject(1, Instants.sql(refusals.at()));
          insert.setString(2, first.actor());
          insert.setString(3, first.command());
          insert.setString(4, refusals.accountId());
          insert.setString(5, first.problem());
          insert.setString(6, LedgerJson.mapper().writeValueAsString(first.facts()));
          insert.setString(7, first.requestId());
          insert.setLong(8, refusals.count());
          insert.setString(9, row.tally());
        });
  }
}

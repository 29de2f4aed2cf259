package org.entitlementledger.api.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.entitlementledger.api.ledger.tables.ClaimedIds;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.verification.Report;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Checks the tables beside the log: ids are claimed by exactly one event, and no row refers to an
 * event that does not exist.
 */
final class TablesCheck implements Consumer<LoggedEvent> {
  private static final String CLAIMED = "claimed";

  /** The number of ids of one query. */
  private static final int IDS_AT_ONCE = 1_000;

  private final JdbcOperations jdbc;
  private final Report report;
  private final List<Claim> claims = new ArrayList<>();
  private long claimed;

  private record Claim(long position, String kind, String id) {}

  TablesCheck(JdbcOperations jdbc, Report report) {
    this.jdbc = jdbc;
    this.report = report;
  }

  @Override
  public void accept(LoggedEvent event) {
    ClaimedIds unique = ClaimedIds.by(event.event());
    unique.ids().forEach(id -> claims.add(new Claim(event.position(), unique.kind(), id)));
    if (claims.size() >= IDS_AT_ONCE) {
      lookUp();
    }
  }

  private void lookUp() {
    claims.stream().map(Claim::kind).distinct().forEach(this::lookUp);
    claimed += claims.size();
    claims.clear();
  }

  private void lookUp(String kind) {
    List<Claim> its = claims.stream().filter(one -> one.kind().equals(kind)).toList();
    var there =
        new HashSet<>(
            jdbc.queryForList(
                "select id from claimed join unnest(cast(? as varchar array)) as wanted (one)"
                    + " on id = one where kind = ?",
                String.class,
                its.stream().map(Claim::id).toArray(String[]::new),
                kind));
    for (Claim claim : its) {
      if (!there.remove(claim.id())) {
        report.add(
            claim.position(), CLAIMED, kind + " " + claim.id() + " is not claimed for it alone");
      }
    }
  }

  /**
   * Finishes the check after the last event.
   *
   * @param through the last event
   * @return lines for the report
   */
  List<String> end(long through) {
    lookUp();
    boolean whole = report.count() == 0;
    long there = number("select count(*) from claimed");
    if (whole && there != claimed) {
      report.add(through, CLAIMED, there + " ids are claimed, and the log makes " + claimed);
    }
    return List.of(
        "claimed: " + claimed + " ids",
        "command results: " + count("command_result", through),
        "reconciliations: " + count("reconciliation", through),
        "resolutions: " + count("reconciliation_resolution", through));
  }

  private long count(String table, long through) {
    long beyond = number("select coalesce(max(position), 0) from " + table);
    if (beyond > through) {
      report.add(beyond, table, "it speaks of an event after the last, " + through);
    }
    return number("select count(*) from " + table);
  }

  private long number(String sql) {
    Long number = jdbc.queryForObject(sql, Long.class);
    return number == null ? 0 : number;
  }
}

package org.entitlementledger.projections.projector;

import java.util.List;
import org.entitlementledger.projections.database.Dialect;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.row.TableRows;
import org.springframework.jdbc.core.JdbcOperations;

/** Advances the tables of views, many events with few statements. */
public final class Projector {
  /** The most rows in memory; a single event may concern 1,000 items. */
  private static final int MOST_ROWS = 5_000;

  private final JdbcOperations jdbc;
  private final Dialect dialect;

  public Projector(JdbcOperations jdbc) {
    this.jdbc = jdbc;
    dialect = Dialect.of(jdbc);
  }

  /**
   * Advances a view's rows to the last of {@code events}, in the open transaction.
   *
   * @param events in the order of the log
   */
  public void apply(View view, List<LoggedEvent> events) {
    int from = 0;
    while (from < events.size()) {
      var rows = new TableRows(jdbc);
      int to = from;
      while (to < events.size() && rows.size() < MOST_ROWS) {
        LoggedEvent event = events.get(to++);
        view.projections().forEach(projection -> projection.reads(event, rows::need));
      }
      rows.read();
      for (LoggedEvent event : events.subList(from, to)) {
        view.projections().forEach(one -> one.apply(event, rows));
      }
      rows.write(dialect);
      from = to;
    }
  }
}

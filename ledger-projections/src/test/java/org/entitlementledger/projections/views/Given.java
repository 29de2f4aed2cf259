package org.entitlementledger.projections.views;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.List;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.projector.Projector;
import org.entitlementledger.projections.projector.View;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Views that were given events without a log and a follower. */
public final class Given {
  private Given() {}

  /** Gives events to all views in batches of some size, and says so in their tokens. */
  public static void events(JdbcTemplate jdbc, List<LoggedEvent> events, int batch) {
    var database = requireNonNull(jdbc.getDataSource());
    new TransactionTemplate(new JdbcTransactionManager(database))
        .executeWithoutResult(status -> Views.ALL.forEach(view -> take(view, jdbc, events, batch)));
  }

  private static void take(View view, JdbcTemplate jdbc, List<LoggedEvent> events, int batch) {
    var projector = new Projector(jdbc);
    for (int from = 0; from < events.size(); from += batch) {
      projector.apply(view, events.subList(from, Math.min(events.size(), from + batch)));
    }
    byte[] token = ("{\"globalIndex\":" + events.getLast().position() + "}").getBytes(UTF_8);
    jdbc.update("delete from token_entry where processor_name = ?", view.name());
    jdbc.update(
        "insert into token_entry (processor_name, segment, token) values (?, 0, ?)",
        view.name(),
        token);
  }
}

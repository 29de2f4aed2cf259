package org.entitlementledger.projections.rebuild;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.projector.Projector;
import org.entitlementledger.projections.projector.View;
import org.entitlementledger.projections.rebuild.ViewCheck.SetBack;
import org.entitlementledger.projections.row.Table;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;

/**
 * Rebuilds views on PostgreSQL: fills fresh tables in bulk and without indexes, builds the indexes,
 * follows the log to where the views stand, and puts the fresh tables in the place of the live ones
 * in one short transaction. Whenever it ends before that, the live tables are as they were.
 */
final class TableReplacement {
  private static final int PAGE = 500;

  /** Events that are folded while followers wait for the swap. */
  private static final int MOST_WHILE_LOCKED = 500;

  /** Readers queue behind a lock that is waited for, so it is not waited for long. */
  private static final String WAIT_SHORTLY = "set local statement_timeout = '250ms'";

  private static final String WAIT = "set local statement_timeout to default";
  private static final Set<String> TIMED_OUT = Set.of("57014", "55P03");
  private static final long BETWEEN_TRIES_NANOS = 500_000_000;

  /** Three minutes: a vacuum or a dump of the live tables may hold them for that long. */
  private static final int MOST_TRIES = 240;

  private final DataSource database;
  private final Session session;
  private final List<View> views;
  private final Pace pace;
  private final Projector projector;

  /** The last event that the fresh tables reflect. */
  private final Map<View, Long> reached = new HashMap<>();

  private int tries;

  /** Makes it; {@code session} holds the lock of those who rebuild. */
  TableReplacement(DataSource database, Session session, List<View> views, Pace pace) {
    this.database = database;
    this.session = session;
    this.views = views;
    this.pace = pace;
    projector = new Projector(session.jdbc());
  }

  void run() throws SQLException {
    session.read(() -> reached.putAll(stored()));
    List<Table<?>> tables = tables(views);
    try (var fresh = new FreshTables(session, tables)) {
      var folded = new FoldedRows(views, all -> true);
      folded.standAt(reached);
      new TableFill(fresh, tables, folded, pace).run(database);
      fresh.index(pace);
      do {
        follow(fresh);
      } while (!swap(fresh));
    }
  }

  static List<Table<?>> tables(List<View> views) {
    return views.stream().<Table<?>>flatMap(view -> view.tables().stream()).toList();
  }

  /** Where the views stand. */
  private Map<View, Long> stored() {
    Map<String, Long> tokens = session.tokens();
    long last = session.log().last();
    var stored = new HashMap<View, Long>();
    for (View view : views) {
      stored.put(view, Math.min(tokens.getOrDefault(view.name(), 0L), last));
    }
    return stored;
  }

  private long behind(View view, Map<View, Long> goals) {
    long behind = goals.getOrDefault(view, 0L) - reached.getOrDefault(view, 0L);
    if (behind < 0) {
      throw new SetBack();
    }
    return behind;
  }

  /** Follows the views; without a rest, so that it comes near them whatever the load is. */
  private void follow(FreshTables fresh) throws SQLException {
    var goals = new HashMap<View, Long>();
    session.read(() -> goals.putAll(stored()));
    for (View view : views) {
      while (behind(view, goals) > MOST_WHILE_LOCKED) {
        fresh.write(() -> advance(view, goals));
      }
    }
  }

  /** Folds a page of events, in the open transaction. */
  private void advance(View view, Map<View, Long> goals) {
    long goal = goals.getOrDefault(view, 0L);
    List<LoggedEvent> events = session.log().after(reached.getOrDefault(view, 0L), goal, PAGE);
    projector.apply(view, events);
    reached.put(view, events.isEmpty() ? goal : events.getLast().position());
  }

  /** Gives false where the views have gone on too far, or somebody holds a live table. */
  private boolean swap(FreshTables fresh) throws SQLException {
    Map<View, Long> before = Map.copyOf(reached);
    boolean[] done = {false};
    try {
      session.commit(() -> done[0] = swapped(fresh));
    } catch (DataAccessException failed) {
      if (!timedOut(failed) || ++tries == MOST_TRIES) {
        throw failed;
      }
      reached.putAll(before);
      LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
    }
    return done[0];
  }

  private boolean swapped(FreshTables fresh) {
    session.jdbc().execute(WAIT_SHORTLY);
    session.lock(views);
    Map<View, Long> goals = stored();
    for (View view : views) {
      if (behind(view, goals) > MOST_WHILE_LOCKED) {
        return false;
      }
    }
    session.jdbc().execute(WAIT);
    fresh.hideLive();
    for (View view : views) {
      if (behind(view, goals) > 0) {
        advance(view, goals);
      }
    }
    session.jdbc().execute(WAIT_SHORTLY);
    fresh.lockLive();
    session.jdbc().execute(WAIT);
    // a view that had no stored position, and so no lock, may have begun meanwhile
    if (!stored().equals(reached)) {
      return false;
    }
    fresh.replaceLive();
    session.jdbc().execute("set local synchronous_commit = on");
    return true;
  }

  private static boolean timedOut(DataAccessException failed) {
    return NestedExceptionUtils.getMostSpecificCause(failed) instanceof SQLException cause
        && TIMED_OUT.contains(cause.getSQLState());
  }
}

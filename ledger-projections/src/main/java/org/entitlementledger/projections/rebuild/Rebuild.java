package org.entitlementledger.projections.rebuild;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.projector.View;
import org.entitlementledger.projections.rebuild.ViewCheck.SetBack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;

/**
 * Computes views once more from the first event on, in memory, to compare the live ones with what
 * the log gives or to replace the rows that differ. It lets commands go first.
 */
public final class Rebuild {
  private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);
  private static final int PAGE = 500;

  /** A view is set back by a crash of the server alone. */
  private static final int MOST_TRIES = 3;

  private final DataSource database;
  private final JdbcOperations jdbc;
  private final HeadTable head;
  private final WriteTurn turn;
  private final ReentrantLock one = new ReentrantLock();

  /**
   * Rebuilds over {@code database}, of whose connections it takes two at most: its statements may
   * take long.
   *
   * @param turn of all that write to it from this process
   */
  public Rebuild(DataSource database, JdbcOperations jdbc, WriteTurn turn) {
    this.database = database;
    this.jdbc = jdbc;
    this.turn = turn;
    head = new HeadTable(jdbc);
  }

  /**
   * Compares the rows of live views with what the log gives, each at a position at which its view
   * stands. It works half of the time while commands come.
   *
   * @throws Refusal {@code invalid-transition} where views are rebuilt already
   */
  public List<Comparison> compare(List<View> views) {
    return compare(views, Long.MAX_VALUE, new Courtesy(head, 1), PAGE);
  }

  /**
   * The same up to a position: what the log gives beyond it is not to be relied on, and rows that
   * reflect more are left out.
   *
   * @param pace is kept between two pieces of work
   * @param page events of one piece
   */
  public List<Comparison> compare(List<View> views, long through, Pace pace, int page) {
    var compared = new ArrayList<Comparison>();
    alone(
        session -> {
          var check = new ViewCheck(session, views, Map.of(), through, pace, page, false);
          check.run();
          Map<View, Comparison> atRows = atRows(check, through, pace, page);
          compared.clear();
          for (View view : views) {
            Comparison atToken = check.comparison(view);
            Comparison other = atRows.getOrDefault(view, atToken);
            compared.add(other.count() < atToken.count() ? other : atToken);
          }
        });
    return List.copyOf(compared);
  }

  /**
   * Compares the views again whose rows reflect more than their tokens say, at the newest event of
   * any row: a token that was moved back is told by rows that are what the log gives.
   */
  private static Map<View, Comparison> atRows(ViewCheck check, long through, Pace pace, int page)
      throws SQLException {
    var beyond = new HashMap<View, Long>();
    for (View view : check.views()) {
      long newest = check.of(view).newestRow();
      if (newest > check.followed(view)) {
        beyond.put(view, newest);
      }
    }
    var compared = new HashMap<View, Comparison>();
    if (!beyond.isEmpty()) {
      List<View> views = List.copyOf(beyond.keySet());
      var again = new ViewCheck(check.session(), views, beyond, through, pace, page, false);
      again.run();
      views.forEach(view -> compared.put(view, again.comparison(view)));
    }
    return compared;
  }

  /**
   * Replaces the rows of live views by what the log gives, while views, readers and commands go on.
   * On PostgreSQL all of them are replaced at once, by fresh tables; a kill before that leaves the
   * live ones as they were. In an embedded database, and where something of an operator depends on
   * the live tables, the rows that differ are replaced, some at a time; a kill leaves the others as
   * they were.
   *
   * @throws Refusal {@code invalid-transition} where views are rebuilt already
   */
  public void run(List<View> views) {
    run(views, new Courtesy(head, 1));
  }

  /**
   * The same.
   *
   * @param pace is kept between two pieces of work, outside of all turns and transactions
   */
  public void run(List<View> views, Pace pace) {
    alone(
        session -> {
          if (replaceable(session, views)) {
            new TableReplacement(database, session, views, pace).run();
          } else {
            new ViewCheck(session, views, Map.of(), Long.MAX_VALUE, pace, PAGE, true).run();
            session.store(views);
          }
        });
  }

  private static boolean replaceable(Session session, List<View> views) throws SQLException {
    boolean[] replaceable = {false};
    if (!session.dialect().embedded()) {
      session.read(
          () ->
              replaceable[0] =
                  TableDefinition.replaceable(session.jdbc(), TableReplacement.tables(views)));
    }
    return replaceable[0];
  }

  /** Drops what a rebuild left whose process was killed, unless another node rebuilds. */
  public void dropLeftovers() {
    if (FreshTables.exist(jdbc)) {
      try {
        alone(session -> session.commit(() -> FreshTables.drop(session.jdbc())));
      } catch (Refusal running) {
        LOG.info("another node rebuilds views");
      }
    }
  }

  private interface Work {
    void run(Session session) throws SQLException;
  }

  private void alone(Work work) {
    if (!one.tryLock()) {
      throw running();
    }
    try (var session = new Session(database, turn)) {
      untilSettled(session, work);
    } catch (SQLException failed) {
      throw translated(failed);
    } finally {
      one.unlock();
    }
  }

  private static void untilSettled(Session session, Work work) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        work.run(session);
        return;
      } catch (SetBack again) {
        if (attempt == MOST_TRIES) {
          throw new IllegalStateException("views are set back again and again", again);
        }
      }
    }
  }

  /** Only one at a time computes views once more, on all nodes. */
  static Refusal running() {
    return Refusal.of(Problem.INVALID_TRANSITION, "views are rebuilt already: wait for the end")
        .with("state", "running");
  }

  private RuntimeException translated(SQLException failed) {
    var known = new SQLErrorCodeSQLExceptionTranslator(database).translate("rebuild", null, failed);
    return known == null ? new IllegalStateException(failed) : known;
  }
}

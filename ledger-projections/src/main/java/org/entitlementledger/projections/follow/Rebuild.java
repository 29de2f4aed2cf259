package org.entitlementledger.projections.follow;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.Dialect;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;

/**
 * Computes views once more from the first event on, beside the live ones, to compare the two or to
 * put the new rows in the place of the old. It lets commands go first.
 */
public final class Rebuild {
  private static final int PAGE = 2_000;

  /** How far behind its view a copy may be when the comparison or the replacement begins. */
  private static final int NEAR = 5_000;

  private final DataSource database;
  private final LogTable log;
  private final HeadTable head;
  private final ViewPositions positions;
  private final WriteTurn turn;
  private final JdbcOperations jdbc;
  private final ReentrantLock one = new ReentrantLock();

  /**
   * Rebuilds over {@code database}, of whose connections it takes one at a time: its statements may
   * take long.
   *
   * @param jdbc reads the log
   * @param turn of all that write to it from this process
   */
  public Rebuild(
      DataSource database, JdbcOperations jdbc, ViewPositions positions, WriteTurn turn) {
    this.database = database;
    this.positions = positions;
    this.turn = turn;
    this.jdbc = jdbc;
    log = new LogTable(jdbc);
    head = new HeadTable(jdbc);
    Copies.deleteLeftovers(jdbc);
  }

  /**
   * Compares the rows of live views with what the log gives, each at the position at which the view
   * stands, all of them in one snapshot. It works half of the time while commands come.
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
    return beside(
        views,
        through,
        pace,
        page,
        shadow -> {
          shadow.beginSnapshot();
          var side = new SideBySide(shadow, through, pace);
          return side.compare(goals -> catchUp(shadow, goals, pace, page));
        });
  }

  /**
   * Puts freshly computed rows in the place of the live ones, some at a time, at the position at
   * which the view stands then. Views go on meanwhile, and readers see of each row the old one or
   * the new. A kill leaves the rows that were not replaced yet as they were.
   *
   * @throws Refusal {@code invalid-transition} where views are rebuilt already
   * @throws IllegalStateException where the rows of a view do not become what the log gives
   */
  public void swap(List<View> views) {
    swap(views, new Courtesy(head, 1));
  }

  /**
   * The same.
   *
   * @param pace is kept between two pieces of work, outside of all turns and transactions
   */
  public void swap(List<View> views, Pace pace) {
    beside(
        views,
        Long.MAX_VALUE,
        pace,
        PAGE,
        shadow -> {
          for (View view : views) {
            new Replacement(shadow, view, shadow.log(log), turn, pace).run();
          }
          return List.of();
        });
    turn.take();
    try {
      Dialect.of(jdbc).sync(jdbc);
    } finally {
      turn.end();
    }
  }

  private interface Ending {
    List<Comparison> of(Shadow shadow) throws SQLException;
  }

  private List<Comparison> beside(
      List<View> views, long through, Pace pace, int page, Ending ending) {
    if (!one.tryLock()) {
      throw running();
    }
    try (var shadow = new Shadow(database, views)) {
      fill(shadow, through, pace, page);
      return ending.of(shadow);
    } catch (SQLException failed) {
      throw translated(failed);
    } finally {
      one.unlock();
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

  /** Brings the copies near to where the live views stand. */
  private void fill(Shadow shadow, long through, Pace pace, int page) throws SQLException {
    Map<String, Long> goals = upTo(through, positions.read());
    int taken = 0;
    while (shadow.behind(goals) > NEAR && apply(shadow, goals, page)) {
      taken += page;
      if (taken >= PAGE) {
        shadow.commit();
        taken = 0;
      }
      goals = upTo(through, positions.read());
      pace.pause();
    }
  }

  static Map<String, Long> upTo(long through, Map<String, Long> goals) {
    var bounded = new HashMap<String, Long>();
    goals.forEach((view, goal) -> bounded.put(view, Math.min(goal, through)));
    return bounded;
  }

  private void catchUp(Shadow shadow, Map<String, Long> goals, Pace pace, int page) {
    while (apply(shadow, goals, page)) {
      pace.pause();
    }
  }

  /** Takes the next page of events; false where there was none to take. */
  private boolean apply(Shadow shadow, Map<String, Long> goals, int page) {
    List<LoggedEvent> next = log.after(shadow.position(goals), shadow.furthest(goals), page);
    shadow.apply(next, goals);
    return !next.isEmpty();
  }
}

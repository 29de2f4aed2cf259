package org.entitlementledger.projections.follow;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.PessimisticLockingFailureException;

/**
 * Makes the rows of one live view equal to those of its copy, part by part. Each part is a
 * transaction of its own in which the copy stands exactly where the view stands, so that the view
 * can follow the log in between, and a kill leaves each row as it was or as the log gives it.
 */
final class Replacement {
  /** Rows in a part. Others wait for its transaction. */
  static final int ROWS = 500;

  /** Events that a copy may take within the transaction of a part. */
  private static final int NEAR = 500;

  private static final int PAGE = 2_000;

  /** A second pass finds nothing, unless the follower computed a row from a wrong one meanwhile. */
  private static final int MOST_PASSES = 5;

  private static final int MOST_TRIES = 100;

  private final Shadow shadow;
  private final View view;
  private final LogTable log;
  private final WriteTurn turn;
  private final Pace pace;

  /**
   * Prepares it.
   *
   * @param log reads the log without waiting for others
   * @param pace is kept between two parts
   */
  Replacement(Shadow shadow, View view, LogTable log, WriteTurn turn, Pace pace) {
    this.shadow = shadow;
    this.view = view;
    this.log = log;
    this.turn = turn;
    this.pace = pace;
  }

  /**
   * Replaces rows until none differs.
   *
   * @throws IllegalStateException where rows still differ after several passes, or where the view
   *     moves faster than its copy can follow
   */
  void run() throws SQLException {
    for (int pass = 1; pass <= MOST_PASSES; pass++) {
      long replaced = 0;
      for (Table<?> table : view.tables()) {
        replaced += replace(table);
      }
      if (replaced == 0) {
        return;
      }
    }
    throw new IllegalStateException(
        "rows of the view " + view.name() + " keep differing from what the log gives");
  }

  private long replace(Table<?> table) throws SQLException {
    Parts parts = shadow.parts(table, ROWS);
    long replaced = 0;
    List<Object> after = null;
    do {
      Part part = parts.after(after);
      replaced += replace(table, part);
      pace.pause();
      after = part.to();
    } while (after != null);
    return replaced;
  }

  private long replace(Table<?> table, Part part) throws SQLException {
    for (int attempt = 1; attempt <= MOST_TRIES; attempt++) {
      catchUp();
      Long replaced = inTurn(table, part);
      if (replaced != null) {
        return replaced;
      }
      pace.pause();
    }
    throw new IllegalStateException(
        "the view " + view.name() + " is too busy to be rebuilt: its copy cannot catch up");
  }

  /** Gives null where the copy is not near enough, or others hold the tables. */
  private @Nullable Long inTurn(Table<?> table, Part part) throws SQLException {
    turn.take();
    try {
      return inTransaction(table, part);
    } finally {
      turn.end();
    }
  }

  private @Nullable Long inTransaction(Table<?> table, Part part) throws SQLException {
    try {
      shadow.lock(view);
      Map<String, Long> goal = goal();
      if (shadow.behind(goal) > NEAR && !next(goal, 1).isEmpty()) {
        return null;
      }
      shadow.apply(next(goal, NEAR), goal);
      long replaced = shadow.replace(table, part);
      shadow.commit();
      return replaced;
    } catch (PessimisticLockingFailureException held) {
      return null;
    } finally {
      shadow.rollback();
    }
  }

  /** Brings the copy to where the view stands, in transactions that keep nobody waiting. */
  private void catchUp() throws SQLException {
    List<LoggedEvent> events;
    do {
      Map<String, Long> goal = goal();
      events = next(goal, PAGE);
      shadow.apply(events, goal);
      shadow.commit();
    } while (events.size() == PAGE);
  }

  private Map<String, Long> goal() {
    return Map.of(view.name(), shadow.liveTokens().getOrDefault(view.name(), 0L));
  }

  private List<LoggedEvent> next(Map<String, Long> goal, int most) {
    return log.after(shadow.position(goal), shadow.furthest(goal), most);
  }
}

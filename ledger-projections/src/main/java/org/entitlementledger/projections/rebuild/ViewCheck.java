package org.entitlementledger.projections.rebuild;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.projector.View;
import org.entitlementledger.projections.row.Key;
import org.entitlementledger.projections.row.Table;

/**
 * One pass over views that holds their rows against what the log gives. Rows are computed in
 * memory, of some accounts or positions at a time, and read in a short snapshot with the position
 * at which their view stands; what was recorded in between is folded then.
 */
final class ViewCheck {
  /** Events that may be folded in a transaction. */
  private static final int MOST_FOLLOWED = 2_000;

  private final Session session;
  private final List<View> views;
  private final Map<View, Long> atLeast;
  private final long through;
  private final Pace pace;
  private final int page;
  private final boolean repairs;
  private final Map<View, Differences> found = new HashMap<>();
  private final Map<View, Long> tokens = new HashMap<>();
  private final Map<View, Long> starts = new HashMap<>();
  private final Map<View, Long> followed = new HashMap<>();

  /** The stored position of a view went back meanwhile: nothing was settled. */
  static final class SetBack extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SetBack() {
      super("a view was set back", null, false, false);
    }
  }

  /**
   * Begins.
   *
   * @param atLeast positions at which views stand though their tokens say less
   * @param through the log is not to be relied on beyond it
   * @param page events of one piece of work
   * @param repairs whether rows that differ are replaced
   */
  ViewCheck(
      Session session,
      List<View> views,
      Map<View, Long> atLeast,
      long through,
      Pace pace,
      int page,
      boolean repairs)
      throws SQLException {
    this.session = session;
    this.views = views;
    this.atLeast = atLeast;
    this.through = through;
    this.pace = pace;
    this.page = page;
    this.repairs = repairs;
    session.read(
        () -> {
          Map<String, Long> stored = session.tokens();
          for (View view : views) {
            long token = stored.getOrDefault(view.name(), 0L);
            tokens.put(view, token);
            found.put(view, new Differences(token > through ? through : Long.MAX_VALUE));
          }
          starts.putAll(bounds());
        });
  }

  /** Checks all rows. */
  void run() throws SQLException {
    new AccountCheck(this).run();
    new PositionCheck(this).run();
  }

  Session session() {
    return session;
  }

  List<View> views() {
    return views;
  }

  int page() {
    return page;
  }

  void pause() {
    pace.pause();
  }

  Differences of(View view) {
    return Objects.requireNonNull(found.get(view));
  }

  /** How a view is, where it stood at first. */
  Comparison comparison(View view) {
    return of(view).of(view.name(), started(view), tokens.getOrDefault(view, 0L));
  }

  /** Where a view stood at first. */
  long started(View view) {
    return starts.getOrDefault(view, 0L);
  }

  /** Where a view stood at last. */
  long followed(View view) {
    return followed.getOrDefault(view, 0L);
  }

  /** The end of the log, as far as it is to be relied on. */
  long last() {
    return Math.min(through, session.log().last());
  }

  /** Where the views stand now. */
  Map<View, Long> bounds() {
    Map<String, Long> stored = session.tokens();
    long last = last();
    var bounds = new HashMap<View, Long>();
    for (View view : views) {
      long stands = Math.max(stored.getOrDefault(view.name(), 0L), atLeast.getOrDefault(view, 0L));
      bounds.put(view, Math.min(stands, last));
    }
    followed.putAll(bounds);
    return bounds;
  }

  /**
   * Folds what views took since rows were folded; in a transaction.
   *
   * @return false where there is too much for one transaction: the rows are not where the view is
   */
  boolean follow(FoldedRows folded, List<View> some, Predicate<LoggedEvent> wanted) {
    Map<View, Long> goals = bounds();
    var behind = new ArrayList<View>();
    long from = Long.MAX_VALUE;
    long to = 0;
    for (View view : some) {
      long goal = goals.getOrDefault(view, 0L);
      if (goal < folded.position(view)) {
        throw new SetBack();
      }
      if (goal > folded.position(view)) {
        behind.add(view);
        from = Math.min(from, folded.position(view));
        to = Math.max(to, goal);
      }
    }
    if (behind.isEmpty()) {
      return true;
    }
    long end = Math.min(to, from + MOST_FOLLOWED);
    List<LoggedEvent> events = session.log().after(from, end, MOST_FOLLOWED);
    for (View view : behind) {
      long goal = Math.min(goals.getOrDefault(view, 0L), end);
      if (goal > folded.position(view)) {
        folded.follow(view, goal, events, wanted);
      }
    }
    return end == to;
  }

  /** Reads in a snapshot in which the folded rows are where the views are. */
  void inStep(FoldedRows folded, List<View> some, Predicate<LoggedEvent> wanted, Session.Work work)
      throws SQLException {
    boolean[] done = {false};
    while (!done[0]) {
      session.read(
          () -> {
            done[0] = follow(folded, some, wanted);
            if (done[0]) {
              work.run();
            }
          });
      pause();
    }
  }

  /** Replaces the rows of a table that differ, if that is wanted. */
  void repair(View view, Table<?> table, FoldedRows folded, Predicate<LoggedEvent> wanted)
      throws SQLException {
    List<Key> keys = List.copyOf(of(view).take(table));
    if (repairs) {
      new Repair(this, view, table, folded, wanted).run(keys);
    }
  }
}

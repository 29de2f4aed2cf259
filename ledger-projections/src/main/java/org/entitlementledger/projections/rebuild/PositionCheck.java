package org.entitlementledger.projections.rebuild;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.projector.View;
import org.entitlementledger.projections.row.Key;
import org.entitlementledger.projections.row.Table;
import org.entitlementledger.projections.row.Table.Extent;

/** Checks the rows that belong to positions, which never change, range by range. */
final class PositionCheck {
  private final ViewCheck check;
  private final List<View> views;
  private final FoldedRows folded;

  PositionCheck(ViewCheck check) {
    this.check = check;
    views =
        check.views().stream()
            .filter(view -> view.tables().stream().anyMatch(PositionCheck::mine))
            .toList();
    folded = new FoldedRows(views, one -> one.tables().stream().anyMatch(PositionCheck::mine));
  }

  private static boolean mine(Table<?> table) {
    return table.extent() == Extent.BY_POSITION;
  }

  /** The rows follow all accounts. */
  private static boolean every(LoggedEvent event) {
    return true;
  }

  void run() throws SQLException {
    if (views.isEmpty()) {
      return;
    }
    check.session().read(() -> folded.standAt(check.bounds()));
    long end = folded.furthest();
    long at = 0;
    while (at < end) {
      at = range(at, end);
    }
    for (View view : views) {
      rest(view);
    }
  }

  /** Checks the next positions; gives the last of them. */
  private long range(long after, long end) throws SQLException {
    var events = new ArrayList<LoggedEvent>();
    check
        .session()
        .read(() -> events.addAll(check.session().log().after(after, end, check.page())));
    folded.apply(events);
    long to = events.size() < check.page() ? end : events.getLast().position();
    for (View view : views) {
      long through = Math.min(to, folded.position(view));
      if (after < through) {
        check.session().read(() -> compare(view, after, through));
        repair(view);
      }
    }
    check.pause();
    folded.rows().forget(table -> !mine(table));
    for (View view : views) {
      view.tables().stream()
          .filter(PositionCheck::mine)
          .forEach(table -> folded.rows().forgetBefore(table, Key.of(to)));
    }
    return to;
  }

  /** Checks the rows beyond the position at which the view stood at first. */
  private void rest(View view) throws SQLException {
    long after = folded.position(view);
    check.inStep(
        folded,
        List.of(view),
        PositionCheck::every,
        () -> compare(view, after, Long.MAX_VALUE - 1));
    repair(view);
  }

  private void repair(View view) throws SQLException {
    for (Table<?> table : view.tables()) {
      if (mine(table)) {
        check.repair(view, table, folded, PositionCheck::every);
      }
    }
  }

  private void compare(View view, long after, long through) {
    for (Table<?> table : view.tables()) {
      if (mine(table)) {
        var rows = new RowCheck(check, view, table, folded.rows());
        check
            .session()
            .jdbc()
            .query(
                "select * from " + table.name() + " where position > ? and position <= ?",
                rows::take,
                after,
                through);
        rows.end(
            folded
                .rows()
                .rows(table)
                .subMap(Key.of(after + 1), true, Key.of(through + 1), false)
                .keySet());
      }
    }
  }
}

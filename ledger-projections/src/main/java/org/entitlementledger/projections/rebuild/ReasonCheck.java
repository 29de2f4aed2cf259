package org.entitlementledger.projections.rebuild;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.projector.View;
import org.entitlementledger.projections.row.Key;
import org.entitlementledger.projections.row.Rows;
import org.entitlementledger.projections.row.Table;
import org.entitlementledger.projections.row.TableRows;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows without a reason, in a table whose key says nothing of an account or position: a row
 * is there because of the event at its position, which gives a row with its key.
 */
final class ReasonCheck {
  private final ViewCheck check;
  private final View view;
  private final Table<?> table;
  private final String column;

  ReasonCheck(ViewCheck check, View view, Table<?> table) {
    this.check = check;
    this.view = view;
    this.table = table;
    column = table.keys().getFirst();
  }

  /** A row. */
  private record Found(Key key, long position) {}

  void run() throws SQLException {
    var page = new ArrayList<Found>();
    Object after = null;
    do {
      page.clear();
      Object from = after;
      var folded = new FoldedRows(List.of(view), one -> one.tables().contains(table));
      check
          .session()
          .read(
              () -> {
                folded.standAt(check.bounds());
                page.addAll(read(from));
                check(page, folded.position(view));
              });
      check.pause();
      check.repair(view, table, folded, event -> true);
      after = page.isEmpty() ? null : page.getLast().key().values().getFirst();
    } while (after != null);
  }

  private List<Found> read(@Nullable Object after) {
    String condition = after == null ? "" : " where " + column + " > ?";
    Object[] bounds = after == null ? new Object[] {} : new Object[] {after};
    return check
        .session()
        .jdbc()
        .query(
            "select %s, position from %s%s order by %s limit %d"
                .formatted(column, table.name(), condition, column, check.page()),
            (row, number) -> found(row),
            bounds);
  }

  private Found found(ResultSet row) throws SQLException {
    return new Found(
        Objects.requireNonNull(table.key(row), "a key has no null"), row.getLong("position"));
  }

  private void check(List<Found> page, long through) {
    var events = new HashMap<Long, LoggedEvent>();
    List<Long> positions =
        page.stream().map(Found::position).filter(position -> position <= through).toList();
    check.session().log().at(positions).forEach(event -> events.put(event.position(), event));
    var given = new HashMap<Long, Set<Key>>();
    events.forEach((position, event) -> given.put(position, given(event)));
    long last = check.last();
    for (Found row : page) {
      check.of(view).reflects(row.position, last);
      if (!given.getOrDefault(row.position, Set.of()).contains(row.key)) {
        check.of(view).unfounded(table, row.key, row.position);
      }
    }
  }

  private Set<Key> given(LoggedEvent event) {
    var rows = new GivenRows(new TableRows(check.session().jdbc()));
    view.projections().stream()
        .filter(one -> one.tables().contains(table))
        .forEach(one -> one.apply(event, rows));
    return rows.keys;
  }

  /** Notes the keys of rows that an event gives, as if it were the first about them. */
  private final class GivenRows implements Rows {
    private final Rows there;
    private final Set<Key> keys = new HashSet<>();

    GivenRows(Rows there) {
      this.there = there;
    }

    @Override
    public <R> @Nullable R get(Table<R> other, Key key) {
      return null;
    }

    @Override
    public <R> @Nullable R floor(Table<R> other, Key key) {
      return there.floor(other, key);
    }

    @Override
    public <R> void add(Table<R> other, Key key, R row) {
      put(other, key, row);
    }

    @Override
    public <R> void put(Table<R> other, Key key, R row) {
      if (other == table) {
        keys.add(key);
      }
    }

    @Override
    public <R> void update(Table<R> other, Key key, Update<R> update) {
      // gives no row
    }
  }
}

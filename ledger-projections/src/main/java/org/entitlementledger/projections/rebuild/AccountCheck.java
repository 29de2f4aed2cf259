package org.entitlementledger.projections.rebuild;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.projector.View;
import org.entitlementledger.projections.row.Key;
import org.entitlementledger.projections.row.Table;
import org.entitlementledger.projections.row.Table.Extent;
import org.jspecify.annotations.Nullable;

/**
 * Checks the rows that belong to accounts, range by range along the ids of accounts. Then it checks
 * whether rows with keys of their own have a reason in the log.
 */
final class AccountCheck {
  private final ViewCheck check;
  private final List<View> views;
  private final FoldedRows folded;

  /** The accounts of a range, and those that were opened while it was checked. */
  private final Set<String> accounts = new HashSet<>();

  private final Set<String> newcomers = new HashSet<>();

  AccountCheck(ViewCheck check) {
    this.check = check;
    views =
        check.views().stream()
            .filter(view -> view.tables().stream().anyMatch(AccountCheck::mine))
            .toList();
    folded = new FoldedRows(views, one -> one.tables().stream().anyMatch(AccountCheck::mine));
  }

  private static boolean mine(Table<?> table) {
    return table.extent() != Extent.BY_POSITION;
  }

  void run() throws SQLException {
    if (views.isEmpty()) {
      return;
    }
    var walk = new AccountWalk(check.session().log(), check.page());
    String after = null;
    do {
      after = range(walk, after);
    } while (after != null);
    for (View view : views) {
      for (Table<?> table : view.tables()) {
        if (table.extent() == Extent.LEDGER) {
          byKey(view, table);
        }
        if (table.extent() != Extent.BY_ACCOUNT && mine(table)) {
          new ReasonCheck(check, view, table).run();
        }
      }
    }
  }

  /** Checks the next accounts; gives the last of them, or null after the last of all. */
  private @Nullable String range(AccountWalk walk, @Nullable String after) throws SQLException {
    accounts.clear();
    newcomers.clear();
    var pages = new ArrayList<AccountWalk.Page>();
    check.session().read(() -> folded.standAt(check.bounds()));
    do {
      pages.clear();
      check.session().read(() -> pages.add(walk.next(folded.furthest())));
      folded.apply(pages.getFirst().events());
      pages.getFirst().events().forEach(event -> accounts.add(event.accountId()));
      check.pause();
    } while (!pages.getFirst().complete());
    String upTo = pages.getFirst().upTo();
    check.inStep(folded, views, this::known, () -> compare(after, upTo));
    for (View view : views) {
      for (Table<?> table : view.tables()) {
        if (mine(table)) {
          check.repair(view, table, folded, this::known);
        }
      }
    }
    folded.rows().forget(table -> table.extent() != Extent.LEDGER);
    return upTo;
  }

  private boolean known(LoggedEvent event) {
    if (accounts.contains(event.accountId())) {
      return true;
    }
    newcomers.add(event.accountId());
    return false;
  }

  private void compare(@Nullable String after, @Nullable String upTo) {
    for (View view : views) {
      for (Table<?> table : view.tables()) {
        if (table.extent() == Extent.BY_ACCOUNT) {
          byAccount(view, table, after, upTo);
        } else if (table.extent() == Extent.OF_ACCOUNT) {
          compareByKey(view, table, List.copyOf(folded.rows().rows(table).keySet()));
        }
      }
    }
  }

  private void byAccount(View view, Table<?> table, @Nullable String after, @Nullable String upTo) {
    var bounds = new ArrayList<Object>();
    String sql = "select * from " + table.name() + " where 1 = 1";
    if (after != null) {
      sql += " and account_id > ?";
      bounds.add(after);
    }
    if (upTo != null) {
      sql += " and account_id <= ?";
      bounds.add(upTo);
    }
    var rows = new RowCheck(check, view, table, folded.rows());
    check
        .session()
        .jdbc()
        .query(
            sql,
            row -> {
              if (!newcomers.contains(row.getString("account_id"))) {
                rows.take(row);
              }
            },
            bounds.toArray());
    rows.end(folded.rows().rows(table).keySet());
  }

  private void byKey(View view, Table<?> table) throws SQLException {
    List<Key> keys = List.copyOf(folded.rows().rows(table).keySet());
    Predicate<LoggedEvent> nothing = event -> false;
    for (int from = 0; from < keys.size(); from += check.page()) {
      List<Key> some = keys.subList(from, Math.min(keys.size(), from + check.page()));
      check.session().read(() -> compareByKey(view, table, some));
      check.pause();
    }
    check.repair(view, table, folded, nothing);
  }

  private void compareByKey(View view, Table<?> table, List<Key> keys) {
    var rows = new RowCheck(check, view, table, folded.rows());
    List<@Nullable Object[]> values = new ArrayList<>(keys.size());
    keys.forEach(key -> values.add(key.array()));
    table.byKey().read(check.session().jdbc(), values, rows::take);
    rows.end(keys);
  }
}

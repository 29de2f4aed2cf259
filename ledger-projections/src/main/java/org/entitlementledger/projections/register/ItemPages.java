package org.entitlementledger.projections.register;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.entitlementledger.projections.Page;
import org.springframework.jdbc.core.JdbcOperations;

/** The items of one account, of which a page is in memory. */
final class ItemPages implements Iterator<StoredItem> {
  private static final String PAGE =
      "select * from register where list_id = ? and recorded >= ?"
          + " and (recorded > ? or ordinal > ?) order by list_id, recorded, ordinal limit ?";

  private final JdbcOperations jdbc;
  private final String accountId;
  private final Deque<String> collections;
  private final Deque<Placed> page = new ArrayDeque<>();
  private long recorded;
  private int ordinal = -1;

  private record Placed(StoredItem item, int ordinal) {}

  ItemPages(JdbcOperations jdbc, String accountId, List<String> collections) {
    this.jdbc = jdbc;
    this.accountId = accountId;
    this.collections = new ArrayDeque<>(collections);
  }

  @Override
  public boolean hasNext() {
    while (page.isEmpty() && !collections.isEmpty()) {
      read(RegisterQueries.listId(accountId, collections.element()));
      if (page.isEmpty()) {
        collections.remove();
        recorded = 0;
        ordinal = -1;
      }
    }
    return !page.isEmpty();
  }

  private void read(String listId) {
    page.addAll(
        jdbc.query(
            PAGE,
            (row, number) -> new Placed(AccountItems.item(row), row.getInt("ordinal")),
            listId,
            recorded,
            recorded,
            ordinal,
            Page.MOST));
    if (!page.isEmpty()) {
      Placed last = page.getLast();
      recorded = last.item.recorded();
      ordinal = last.ordinal;
    }
  }

  @Override
  public StoredItem next() {
    if (!hasNext()) {
      throw new NoSuchElementException(accountId);
    }
    return Objects.requireNonNull(page.poll()).item;
  }
}

package org.entitlementledger.projections.register;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.json.LedgerJson;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Reads the items of many accounts, one account after the other. Small accounts are read together;
 * of a large one a page is in memory.
 */
public final class AccountItems {
  private static final int TOGETHER = 2_000;

  private final JdbcOperations jdbc;

  public AccountItems(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes the items of an account. */
  @FunctionalInterface
  public interface Taker {
    /** Takes them in the order of the collections, and of each in the order of recording. */
    void take(String accountId, Iterator<StoredItem> items) throws IOException;
  }

  /** Gives the items of all accounts, in the order of the accounts; none for some. */
  public void each(List<String> accountIds, List<String> collections, Taker taker)
      throws IOException {
    Map<String, Integer> sizes = sizes(accountIds, collections);
    var piece = new ArrayList<String>();
    int items = 0;
    for (String accountId : accountIds) {
      int size =
          collections.stream()
              .mapToInt(one -> sizes.getOrDefault(RegisterQueries.listId(accountId, one), 0))
              .sum();
      if (items + size > TOGETHER) {
        together(piece, collections, taker);
        piece.clear();
        items = 0;
      }
      if (size > TOGETHER) {
        taker.take(accountId, new ItemPages(jdbc, accountId, collections));
      } else {
        piece.add(accountId);
        items += size;
      }
    }
    together(piece, collections, taker);
  }

  private Map<String, Integer> sizes(List<String> accountIds, List<String> collections) {
    var sizes = new HashMap<String, Integer>();
    jdbc.query(
        "select list_id, count(*) as items from register where list_id = any(?) group by list_id",
        row -> {
          sizes.put(row.getString("list_id"), row.getInt("items"));
        },
        (Object) lists(accountIds, collections));
    return sizes;
  }

  private void together(List<String> accountIds, List<String> collections, Taker taker)
      throws IOException {
    var found = new HashMap<String, List<StoredItem>>();
    if (!accountIds.isEmpty()) {
      jdbc.query(
          "select * from register where list_id = any(?) order by list_id, recorded, ordinal",
          row -> {
            found
                .computeIfAbsent(row.getString("list_id"), list -> new ArrayList<>())
                .add(item(row));
          },
          (Object) lists(accountIds, collections));
    }
    for (String accountId : accountIds) {
      taker.take(
          accountId,
          collections.stream()
              .flatMap(
                  one ->
                      found
                          .getOrDefault(RegisterQueries.listId(accountId, one), List.of())
                          .stream())
              .iterator());
    }
  }

  private static String[] lists(List<String> accountIds, List<String> collections) {
    return accountIds.stream()
        .flatMap(account -> collections.stream().map(one -> RegisterQueries.listId(account, one)))
        .toArray(String[]::new);
  }

  static StoredItem item(ResultSet row) throws SQLException {
    String collection = row.getString("collection");
    return new StoredItem(
        row.getString("account_id"),
        collection,
        LedgerJson.mapper().readValue(row.getString("item"), Items.type(collection)),
        row.getLong("recorded"),
        row.getLong("position"));
  }
}

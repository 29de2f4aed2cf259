package org.entitlementledger.projections.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.Cursor;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.projector.Snapshot;
import org.entitlementledger.projections.projector.TokenTable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Accelerators, vouchers, calls, … as they are. The collections are those of {@link Items}. */
public final class RegisterQueries {
  /** The view that these rows belong to. */
  public static final String VIEW = "register";

  private final Snapshot snapshot;

  public RegisterQueries(JdbcOperations jdbc) {
    snapshot = new Snapshot(jdbc);
  }

  /** One thing, or null where the view has none with this id. */
  public @Nullable RegisterRow find(String accountId, String collection, String itemId) {
    var found =
        snapshot.read(
            VIEW,
            "select * from register where account_id = ? and collection = ? and item_id = ?",
            "item_id",
            RegisterQueries::row,
            accountId,
            collection,
            itemId);
    return found.rows().isEmpty() ? null : found.rows().getFirst();
  }

  /** All items of a collection, whoever asks. */
  public Page<RegisterRow> list(
      String accountId, String collection, @Nullable String after, int limit) {
    return list(accountId, collection, item -> true, after, limit);
  }

  /**
   * The items of a collection in the order in which they were recorded. Reads on past those that
   * are not shown, so that a short or empty page never gives them away.
   *
   * @param shown which of them the caller may know of
   * @param after the cursor of the page before; null for the first
   * @param limit 1–1000
   */
  public Page<RegisterRow> list(
      String accountId,
      String collection,
      Predicate<Item> shown,
      @Nullable String after,
      int limit) {
    var rows = new ArrayList<RegisterRow>();
    int most = limit + 1;
    var piece = piece(accountId, collection, Cursor.parse(after, 2), most);
    long position = piece.position();
    piece.rows().stream().filter(row -> shown.test(row.item())).forEach(rows::add);
    while (piece.rows().size() == most && rows.size() <= limit) {
      RegisterRow last = piece.rows().getLast();
      most = Page.MOST;
      piece = piece(accountId, collection, cursor(last), most);
      piece.rows().stream().filter(row -> shown.test(row.item())).forEach(rows::add);
    }
    return Page.of(rows, limit, position, RegisterQueries::cursor);
  }

  /** Gives the items of a collection of all accounts, account by account, page by page. */
  public void each(String collection, Consumer<? super RegisterRow> taker) {
    String accountId = "";
    String itemId = "";
    List<RegisterRow> page;
    do {
      page =
          snapshot
              .read(
                  VIEW,
                  "select * from register where account_id >= ? and collection = ?"
                      + " and (account_id > ? or item_id > ?)"
                      + " order by account_id, collection, item_id limit ?",
                  "account_id, item_id",
                  RegisterQueries::row,
                  accountId,
                  collection,
                  accountId,
                  itemId,
                  Page.MOST)
              .rows();
      page.forEach(taker);
      if (!page.isEmpty()) {
        accountId = page.getLast().accountId();
        itemId = page.getLast().item().id();
      }
    } while (page.size() == Page.MOST);
  }

  private static Cursor cursor(RegisterRow last) {
    return Cursor.of(last.recorded(), last.ordinal());
  }

  private Snapshot.Rows<RegisterRow> piece(
      String accountId, String collection, @Nullable Cursor from, int most) {
    long recorded = from == null ? 0 : from.at(0);
    return snapshot.read(
        VIEW,
        "select * from register where list_id = ? and recorded >= ?"
            + " and (recorded > ? or ordinal > ?) order by list_id, recorded, ordinal limit ?",
        "recorded, ordinal",
        RegisterQueries::row,
        listId(accountId, collection),
        recorded,
        recorded,
        from == null ? -1 : from.at(1),
        most);
  }

  /** The key of the list that an item stands in; no name of a collection has a space. */
  static String listId(String accountId, String collection) {
    return accountId + " " + collection;
  }

  private static RegisterRow row(ResultSet row, int number) throws SQLException {
    String collection = row.getString("collection");
    return new RegisterRow(
        row.getString("account_id"),
        collection,
        LedgerJson.mapper().readValue(row.getString("item"), Items.type(collection)),
        row.getLong("recorded"),
        row.getInt("ordinal"),
        TokenTable.position(row.getBytes("at_token")));
  }
}

package org.entitlementledger.projections.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.wire.LedgerJson;
import org.entitlementledger.projections.Cursor;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.follow.Snapshot;
import org.entitlementledger.projections.follow.TokenTable;
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

  /**
   * All things of a collection in the order in which they were recorded.
   *
   * @param after the cursor of the page before; null for the first
   * @param limit 1–1000
   */
  public Page<RegisterRow> list(
      String accountId, String collection, @Nullable String after, int limit) {
    var from = Cursor.parse(after, 2);
    long recorded = from == null ? 0 : from.at(0);
    var found =
        snapshot.read(
            VIEW,
            "select * from register where account_id = ? and collection = ? and recorded >= ?"
                + " and (recorded > ? or ordinal > ?) order by recorded, ordinal limit ?",
            "recorded, ordinal",
            RegisterQueries::row,
            accountId,
            collection,
            recorded,
            recorded,
            from == null ? -1 : from.at(1),
            limit + 1);
    return Page.of(
        found.rows(), limit, found.position(), last -> Cursor.of(last.recorded(), last.ordinal()));
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

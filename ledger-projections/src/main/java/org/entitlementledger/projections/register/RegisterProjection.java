package org.entitlementledger.projections.register;

import static org.entitlementledger.projections.Bulk.Type.BIGINT;
import static org.entitlementledger.projections.Bulk.Type.INTEGER;
import static org.entitlementledger.projections.Bulk.Type.VARCHAR;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.projector.Projection;
import org.entitlementledger.projections.row.Key;
import org.entitlementledger.projections.row.Rows;
import org.entitlementledger.projections.row.Table;
import org.jspecify.annotations.Nullable;

/** Keeps the table {@code register}, by the core's own folds. */
public final class RegisterProjection implements Projection {
  private static final Table<Row> REGISTER =
      new Table<>(
          "register",
          List.of(
              VARCHAR.named("account_id"),
              VARCHAR.named("collection"),
              VARCHAR.named("item_id"),
              BIGINT.named("recorded"),
              INTEGER.named("ordinal"),
              BIGINT.named("position"),
              VARCHAR.named("item"),
              VARCHAR.named("list_id")),
          3,
          Row::of,
          Row::values);

  @Override
  public List<Table<?>> tables() {
    return List.of(REGISTER);
  }

  @Override
  public void reads(LoggedEvent event, Reads reads) {
    String collection = Items.collection(event.event());
    if (collection != null) {
      for (String itemId : event.event().itemIds()) {
        reads.row(REGISTER, Key.of(event.accountId(), collection, itemId));
      }
    }
  }

  @Override
  public void apply(LoggedEvent event, Rows rows) {
    String collection = Items.collection(event.event());
    if (collection == null) {
      return;
    }
    int ordinal = 0;
    for (String itemId : event.event().itemIds()) {
      Key key = Key.of(event.accountId(), collection, itemId);
      Row before = rows.get(REGISTER, key);
      if (before == null || before.position < event.position()) {
        rows.put(REGISTER, key, after(before, event, collection, itemId, ordinal));
      }
      ordinal++;
    }
  }

  private static Row after(
      @Nullable Row before, LoggedEvent event, String collection, String itemId, int ordinal) {
    Item item = Items.after(before == null ? null : before.item, event.event(), itemId);
    return new Row(
        event.accountId(),
        collection,
        itemId,
        before == null ? event.position() : before.recorded,
        before == null ? ordinal : before.ordinal,
        event.position(),
        item);
  }

  private record Row(
      String accountId,
      String collection,
      String itemId,
      long recorded,
      int ordinal,
      long position,
      Item item) {
    static Row of(ResultSet row) throws SQLException {
      String collection = row.getString("collection");
      return new Row(
          row.getString("account_id"),
          collection,
          row.getString("item_id"),
          row.getLong("recorded"),
          row.getInt("ordinal"),
          row.getLong("position"),
          LedgerJson.mapper().readValue(row.getString("item"), Items.type(collection)));
    }

    @Nullable Object[] values() {
      return new @Nullable Object[] {
        accountId,
        collection,
        itemId,
        recorded,
        ordinal,
        position,
        LedgerJson.mapper().writeValueAsString(item),
        RegisterQueries.listId(accountId, collection)
      };
    }
  }
}

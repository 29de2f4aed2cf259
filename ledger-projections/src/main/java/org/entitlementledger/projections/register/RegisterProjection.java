package org.entitlementledger.projections.register;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.standing.Item;
import org.entitlementledger.core.wire.LedgerJson;
import org.entitlementledger.projections.Dialect;
import org.entitlementledger.projections.follow.Projection;
import org.entitlementledger.projections.log.LoggedEvent;
import org.springframework.jdbc.core.JdbcOperations;

/** Keeps the table {@code register}, by the core's own folds. */
public final class RegisterProjection implements Projection {
  /** The primary key of the table. */
  public static final List<String> KEYS = List.of("account_id", "collection", "item_id");

  private static final List<String> REST = List.of("recorded", "ordinal", "position", "item");

  /** How many things are folded at a time: one event may tell about 1,000. */
  private static final int PIECE = 5_000;

  private final JdbcOperations jdbc;
  private final String upsert;

  public RegisterProjection(JdbcOperations jdbc) {
    this.jdbc = jdbc;
    upsert = Dialect.of(jdbc).upsert("register", KEYS, REST);
  }

  @Override
  public void apply(List<LoggedEvent> events) {
    var piece = new ArrayList<Told>();
    for (LoggedEvent event : events) {
      String collection = Items.collection(event.event());
      if (collection == null) {
        continue;
      }
      int ordinal = 0;
      for (String itemId : event.event().itemIds()) {
        piece.add(new Told(new Key(event.accountId(), collection, itemId), event, ordinal++));
      }
      if (piece.size() >= PIECE) {
        fold(piece);
        piece.clear();
      }
    }
    if (!piece.isEmpty()) {
      fold(piece);
    }
  }

  private void fold(List<Told> piece) {
    Map<Key, Draft> drafts = read(piece);
    var changed = new LinkedHashMap<Key, Draft>();
    for (Told told : piece) {
      long position = told.event.position();
      Draft before = drafts.get(told.key);
      if (before != null && before.position >= position) {
        continue;
      }
      Item item =
          Items.after(before == null ? null : before.item, told.event.event(), told.key.itemId);
      var after =
          before == null
              ? new Draft(position, told.ordinal, position, item)
              : new Draft(before.recorded, before.ordinal, position, item);
      drafts.put(told.key, after);
      changed.put(told.key, after);
    }
    var rows = new ArrayList<Object[]>(changed.size());
    changed.forEach((key, draft) -> rows.add(values(key, draft)));
    if (!rows.isEmpty()) {
      jdbc.batchUpdate(upsert, rows);
    }
  }

  private Map<Key, Draft> read(List<Told> piece) {
    var accounts = new TreeSet<String>();
    var ids = new TreeSet<String>();
    for (Told told : piece) {
      accounts.add(told.key.accountId);
      ids.add(told.key.itemId);
    }
    var drafts = new HashMap<Key, Draft>();
    jdbc.query(
        "select * from register where account_id = any(?) and item_id = any(?)",
        row -> {
          String collection = row.getString("collection");
          drafts.put(
              new Key(row.getString("account_id"), collection, row.getString("item_id")),
              new Draft(
                  row.getLong("recorded"),
                  row.getInt("ordinal"),
                  row.getLong("position"),
                  LedgerJson.mapper().readValue(row.getString("item"), Items.type(collection))));
        },
        accounts.toArray(String[]::new),
        ids.toArray(String[]::new));
    return drafts;
  }

  private static Object[] values(Key key, Draft draft) {
    return new Object[] {
      key.accountId,
      key.collection,
      key.itemId,
      draft.recorded,
      draft.ordinal,
      draft.position,
      LedgerJson.mapper().writeValueAsString(draft.item)
    };
  }

  private record Key(String accountId, String collection, String itemId) {}

  private record Told(Key key, LoggedEvent event, int ordinal) {}

  private record Draft(long recorded, int ordinal, long position, Item item) {}
}

package org.entitlementledger.projections.register;

import static org.entitlementledger.projections.Bulk.Type.BIGINT;
import static org.entitlementledger.projections.Bulk.Type.INTEGER;
import static org.entitlementledger.projections.Bulk.Type.VARCHAR;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.standing.Item;
import org.entitlementledger.core.wire.LedgerJson;
import org.entitlementledger.projections.Bulk;
import org.entitlementledger.projections.Dialect;
import org.entitlementledger.projections.follow.Projection;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Keeps the table {@code register}, by the core's own folds. */
public final class RegisterProjection implements Projection {
  /** The primary key of the table. */
  public static final List<String> KEYS = List.of("account_id", "collection", "item_id");

  private static final List<Bulk.Column> COLUMNS =
      List.of(
          VARCHAR.named("account_id"),
          VARCHAR.named("collection"),
          VARCHAR.named("item_id"),
          BIGINT.named("recorded"),
          INTEGER.named("ordinal"),
          BIGINT.named("position"),
          VARCHAR.named("item"));

  /** An outer join, so that each key is looked up, and never the things walked for their keys. */
  private static final String READ =
      "select r.* from unnest(cast(? as varchar array), cast(? as varchar array),"
          + " cast(? as varchar array)) k (account_id, collection, item_id)"
          + " left join register r on r.account_id = k.account_id"
          + " and r.collection = k.collection and r.item_id = k.item_id";

  /** How many things are folded at a time: one event may tell about 1,000. */
  private static final int PIECE = 5_000;

  private final JdbcOperations jdbc;
  private final Bulk upsert;

  public RegisterProjection(JdbcOperations jdbc) {
    this.jdbc = jdbc;
    upsert = Bulk.upsert(Dialect.of(jdbc), "register", KEYS, COLUMNS);
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
    var rows = new ArrayList<@Nullable Object[]>(changed.size());
    changed.forEach((key, draft) -> rows.add(values(key, draft)));
    upsert.write(jdbc, rows);
  }

  private Map<Key, Draft> read(List<Told> piece) {
    List<Key> keys = piece.stream().map(Told::key).distinct().toList();
    var drafts = new HashMap<Key, Draft>();
    jdbc.query(
        READ,
        row -> {
          String collection = row.getString("collection");
          if (collection != null) {
            drafts.put(
                new Key(row.getString("account_id"), collection, row.getString("item_id")),
                new Draft(
                    row.getLong("recorded"),
                    row.getInt("ordinal"),
                    row.getLong("position"),
                    LedgerJson.mapper().readValue(row.getString("item"), Items.type(collection))));
          }
        },
        keys.stream().map(Key::accountId).toArray(String[]::new),
        keys.stream().map(Key::collection).toArray(String[]::new),
        keys.stream().map(Key::itemId).toArray(String[]::new));
    return drafts;
  }

  private static @Nullable Object[] values(Key key, Draft draft) {
    return new @Nullable Object[] {
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

package org.entitlementledger.projections.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.Instants;
import org.springframework.jdbc.core.JdbcOperations;

/** When items came into states whose times their rows do not tell. */
public final class ItemChanges {
  private static final String REVOCATIONS =
      "select l.* from audit_event a join log l on l.position = a.position"
          + " where a.account_id = any(?) and a.type = 'voucher-revoked'";

  private static final String CORRECTIONS =
      "select l.*, u.position as u_position, u.occurred_at as u_occurred_at,"
          + " u.type as u_type"
          + " from audit_correction c join log l on l.position = c.position"
          + " join log u on u.position = c.corrects where c.account_id = any(?)";

  private final JdbcOperations jdbc;

  public ItemChanges(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** An item of an account. */
  public record ItemKey(String accountId, String collection, String itemId) {}

  /**
   * Something that happened to an item.
   *
   * @param type the logical name of its event
   * @param position of its event
   */
  public record Change(ItemKey item, String type, long position, Instant at) {}

  /**
   * Something that was recorded of an item and corrected afterwards.
   *
   * @param recorded what was corrected
   * @param corrected the void or reversal
   */
  public record Correction(Change recorded, Change corrected) {
    /** Whether it was believed at a time, as far as was known after the event at a position. */
    public boolean stoodAt(Instant time, long position) {
      boolean begun = recorded.position <= position && !recorded.at.isAfter(time);
      boolean over = corrected.position <= position && !corrected.at.isAfter(time);
      return begun && !over;
    }
  }

  /** The revocations of vouchers of some accounts. */
  public List<Change> revocations(Collection<String> accountIds) {
    return jdbc.query(
        REVOCATIONS, (row, number) -> change(row), (Object) accountIds.toArray(String[]::new));
  }

  /** What was corrected of the items of some accounts. */
  public List<Correction> corrections(Collection<String> accountIds) {
    return jdbc.query(
        CORRECTIONS,
        (row, number) -> {
          Change corrected = change(row);
          var recorded =
              new Change(
                  corrected.item,
                  row.getString("u_type"),
                  row.getLong("u_position"),
                  Instants.of(row, "u_occurred_at"));
          return new Correction(recorded, corrected);
        },
        (Object) accountIds.toArray(String[]::new));
  }

  private static Change change(ResultSet row) throws SQLException {
    AccountEvent event =
        LedgerJson.read(row.getString("type"), row.getInt("revision"), row.getBytes("payload"));
    String collection = Objects.requireNonNull(Items.collection(event), "it is about an item");
    var item = new ItemKey(row.getString("account_id"), collection, event.itemIds().getFirst());
    return new Change(
        item, row.getString("type"), row.getLong("position"), Instants.of(row, "occurred_at"));
  }
}

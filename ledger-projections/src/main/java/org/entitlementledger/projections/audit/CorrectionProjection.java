package org.entitlementledger.projections.audit;

import static org.entitlementledger.projections.Bulk.Type.BIGINT;
import static org.entitlementledger.projections.Bulk.Type.VARCHAR;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.core.Corrections;
import org.entitlementledger.core.Items;
import org.entitlementledger.projections.Bulk;
import org.entitlementledger.projections.follow.Projection;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Keeps the tables {@code audit_use} and {@code audit_correction}: which event corrected which. */
public final class CorrectionProjection implements Projection {
  /** The primary key of {@code audit_use}. */
  public static final List<String> KEYS =
      List.of("account_id", "collection", "item_id", "position");

  private static final Bulk INSERT_USES =
      Bulk.insertNew(
          "audit_use",
          List.of(
              VARCHAR.named("account_id"),
              VARCHAR.named("collection"),
              VARCHAR.named("item_id"),
              BIGINT.named("position")));

  private static final String INSERT_CORRECTION =
      "insert into audit_correction (corrects, position, account_id)"
          + " select u.position, ?, u.account_id from audit_use u"
          + " where u.account_id = ? and u.collection = ? and u.item_id = ? and u.position < ?"
          + " order by u.position desc fetch first row only on conflict do nothing";

  private final JdbcOperations jdbc;

  public CorrectionProjection(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void apply(List<LoggedEvent> events) {
    var uses = new ArrayList<@Nullable Object[]>();
    var corrections = new ArrayList<Object[]>();
    for (LoggedEvent event : events) {
      if (Corrections.mayBeCorrected(event.event())) {
        uses.add(
            new Object[] {event.accountId(), collection(event), itemId(event), event.position()});
      } else if (Corrections.corrects(event.event())) {
        long position = event.position();
        corrections.add(
            new Object[] {position, event.accountId(), collection(event), itemId(event), position});
      }
    }
    INSERT_USES.write(jdbc, uses);
    if (!corrections.isEmpty()) {
      jdbc.batchUpdate(INSERT_CORRECTION, corrections);
    }
  }

  private static String collection(LoggedEvent event) {
    return Objects.requireNonNull(Items.collection(event.event()), "things have a collection");
  }

  private static String itemId(LoggedEvent event) {
    return event.event().itemIds().getFirst();
  }
}

package org.entitlementledger.projections.audit;

import static org.entitlementledger.projections.Bulk.Type.BIGINT;
import static org.entitlementledger.projections.Bulk.Type.BOOLEAN;
import static org.entitlementledger.projections.Bulk.Type.TIMESTAMP;
import static org.entitlementledger.projections.Bulk.Type.VARCHAR;

import java.util.List;
import java.util.Objects;
import org.entitlementledger.core.contract.ContractEvent;
import org.entitlementledger.core.grant.GrantEvent.TopUpGranted;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.MovesQuota;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.projector.Projection;
import org.entitlementledger.projections.row.Key;
import org.entitlementledger.projections.row.Rows;
import org.entitlementledger.projections.row.Table;
import org.jspecify.annotations.Nullable;

/** Keeps the table {@code audit_event}: what events are searched by. */
public final class AuditProjection implements Projection {
  private static final Table<@Nullable Object[]> EVENT =
      Table.plain(
          "audit_event",
          List.of(
              BIGINT.named("position"),
              VARCHAR.named("account_id"),
              VARCHAR.named("type"),
              VARCHAR.named("actor"),
              TIMESTAMP.named("occurred_at"),
              TIMESTAMP.named("recorded_at"),
              VARCHAR.named("entitlement"),
              VARCHAR.named("contract_id"),
              VARCHAR.named("correlation_id"),
              BOOLEAN.named("backdated"),
              BOOLEAN.named("imported")),
          1);

  @Override
  public List<Table<?>> tables() {
    return List.of(EVENT);
  }

  @Override
  public void apply(LoggedEvent event, Rows rows) {
    rows.add(
        EVENT,
        Key.of(event.position()),
        new @Nullable Object[] {
          event.position(),
          event.accountId(),
          event.type(),
          event.actor(),
          Instants.sql(event.occurredAt()),
          Instants.sql(event.recordedAt()),
          entitlement(event),
          contractId(event),
          event.metadata().correlationId(),
          event.occurredAt().isBefore(event.recordedAt()),
          Boolean.TRUE.equals(event.metadata().imported())
        });
  }

  private static @Nullable String entitlement(LoggedEvent event) {
    Movement first = firstMovement(event);
    return first == null ? null : first.entitlement();
  }

  private static @Nullable String contractId(LoggedEvent event) {
    return switch (event.event()) {
      case ContractEvent told -> told.itemIds().isEmpty() ? null : told.itemIds().getFirst();
      case TopUpGranted granted -> granted.contractId();
      case MovesQuota moving ->
          moving.movements().stream()
              .map(movement -> movement.source().contractId())
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      default -> null;
    };
  }

  /** The movements of one event are all of one entitlement. */
  private static @Nullable Movement firstMovement(LoggedEvent event) {
    return event.event() instanceof MovesQuota moving && !moving.movements().isEmpty()
        ? moving.movements().getFirst()
        : null;
  }
}

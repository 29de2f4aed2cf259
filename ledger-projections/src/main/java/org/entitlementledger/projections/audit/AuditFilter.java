package org.entitlementledger.projections.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.projections.Instants;
import org.jspecify.annotations.Nullable;

/**
 * Which events are asked for; what is absent does not narrow.
 *
 * @param recordedFrom inclusive
 * @param recordedTo exclusive
 * @param effectiveFrom inclusive
 * @param effectiveTo exclusive
 * @param entitlement of the event's movements
 * @param contract that the event is about or that its movements draw on
 * @param backdated whether it took effect before it was recorded
 */
public record AuditFilter(
    @Nullable String account,
    @Nullable String type,
    @Nullable String actor,
    @Nullable Instant recordedFrom,
    @Nullable Instant recordedTo,
    @Nullable Instant effectiveFrom,
    @Nullable Instant effectiveTo,
    @Nullable String entitlement,
    @Nullable String contract,
    @Nullable String correlationId,
    @Nullable Boolean backdated) {
  /** Everything. */
  public static final AuditFilter ALL =
      new AuditFilter(null, null, null, null, null, null, null, null, null, null, null);

  Conditions conditions() {
    return new Conditions()
        .and("a.account_id = ?", account)
        .and("a.type = ?", type)
        .and("a.actor = ?", actor)
        .and("a.recorded_at >= ?", recordedFrom)
        .and("a.recorded_at < ?", recordedTo)
        .and("a.occurred_at >= ?", effectiveFrom)
        .and("a.occurred_at < ?", effectiveTo)
        .and("a.entitlement = ?", entitlement)
        .and("a.contract_id = ?", contract)
        .and("a.correlation_id = ?", correlationId)
        .and("a.backdated = ?", backdated);
  }

  /** Conditions of a statement that must all hold, with their parameters. */
  static final class Conditions {
    private final StringBuilder sql = new StringBuilder("1 = 1");
    private final List<Object> parameters = new ArrayList<>();

    Conditions and(String condition, @Nullable Object value) {
      if (value != null) {
        sql.append(" and ").append(condition);
        parameters.add(value instanceof Instant time ? Instants.sql(time) : value);
      }
      return this;
    }

    String sql() {
      return sql.toString();
    }

    Object[] parameters(Object... more) {
      var all = new ArrayList<>(parameters);
      all.addAll(List.of(more));
      return all.toArray();
    }
  }
}

package org.entitlementledger.projections.audit;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.json.EventNames;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.audit.EventSearch.Range;
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
 * @param imported whether it is history from before this ledger
 * @param corrected whether a later void or reversal says that it did not happen as it was recorded
 * @param approved whether it is there because a second person approved what another asked for: the
 *     approval and all that came of it
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
    @Nullable Boolean backdated,
    @Nullable Boolean imported,
    @Nullable Boolean corrected,
    @Nullable Boolean approved) {
  private static final List<String> TYPES = EventNames.events().keySet().stream().sorted().toList();

  /** Refuses a type that no event has, and reversed ranges. */
  public AuditFilter {
    if (type != null && EventNames.event(type) == null) {
      throw Refusal.invalid("type", "is unknown: there are " + String.join(", ", TYPES))
          .with("allowed", TYPES);
    }
    Check.range("recordedFrom", recordedFrom, "recordedTo", recordedTo);
    Check.range("effectiveFrom", effectiveFrom, "effectiveTo", effectiveTo);
  }

  /** Everything. */
  public static final AuditFilter ALL =
      new AuditFilter(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null);

  /** The part of the log that it lets through, narrowed to positions. */
  Range range(long after, long through) {
    return new Range(account, recordedFrom, recordedTo, after, through);
  }

  /**
   * What must hold of a row {@code a} of {@code audit_event} in that part of the log. The same
   * filter lets the same events up to {@code through} through whenever it is asked.
   *
   * @param through the last event that is known: what came later corrects nothing
   */
  Conditions conditions(long through) {
    return new Conditions()
        .and("a.type = ?", type)
        .and("a.actor = ?", actor)
        .and("a.occurred_at >= ?", effectiveFrom)
        .and("a.occurred_at < ?", effectiveTo)
        .and("a.entitlement = ?", entitlement)
        .and("a.contract_id = ?", contract)
        .and("a.correlation_id = ?", correlationId)
        .either(backdated, "a.backdated = true", "a.backdated = false")
        .either(imported, "a.imported = true", "a.imported = false")
        .either(
            corrected,
            "a.position in (select c.corrects from audit_correction c where c.position <= ?)",
            "not exists (select 1 from audit_correction c"
                + " where c.corrects = a.position and c.position <= ?)",
            through)
        .either(
            approved,
            "a.position in (select p.position from audit_approval p)",
            "not exists (select 1 from audit_approval p where p.position = a.position)");
  }
}

package org.entitlementledger.api.audit.export;

import java.time.Instant;
import java.util.Objects;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.audit.AuditFilter;
import org.entitlementledger.projections.log.StoredEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The filters of a manifest, as far as an event's leaf decides them. */
record ExportSelection(AuditFilter filter) {
  /** Reads the filters; null where they are not those of an export. */
  static @Nullable ExportSelection of(JsonNode filters) {
    try {
      AuditFilter read = LedgerJson.mapper().treeToValue(filters, AuditFilter.class);
      return read == null ? null : new ExportSelection(read);
    } catch (JacksonException unfit) {
      return null;
    }
  }

  /** Whether leaves alone tell which events belong to it. */
  boolean isDecidedByLeaves() {
    return filter.entitlement() == null
        && filter.contract() == null
        && filter.backdated() == null
        && filter.corrected() == null
        && filter.approved() == null;
  }

  /** The name of a filter that the event does not pass; null where it passes all that decide. */
  @Nullable String excludes(StoredEvent event) {
    if (differs(filter.account(), event.accountId())) {
      return "account";
    }
    if (differs(filter.type(), event.type())) {
      return "type";
    }
    if (differs(filter.actor(), event.actor())) {
      return "actor";
    }
    String byTime = excludes(event.recordedAt(), event.occurredAt());
    return byTime == null ? excludes(event.metadata()) : byTime;
  }

  /** Metadata is read only where a filter asks for it: an export has very many lines. */
  private @Nullable String excludes(byte[] stored) {
    if (filter.correlationId() == null && filter.imported() == null) {
      return null;
    }
    JsonNode metadata = ExportLine.object(stored);
    if (differs(filter.correlationId(), ExportLine.text(metadata, "correlationId"))) {
      return "correlationId";
    }
    boolean imported = metadata.path("imported").asBoolean(false);
    return differs(filter.imported(), imported) ? "imported" : null;
  }

  private @Nullable String excludes(Instant recordedAt, Instant occurredAt) {
    if (filter.recordedFrom() != null && recordedAt.isBefore(filter.recordedFrom())) {
      return "recordedFrom";
    }
    if (filter.recordedTo() != null && !recordedAt.isBefore(filter.recordedTo())) {
      return "recordedTo";
    }
    if (filter.effectiveFrom() != null && occurredAt.isBefore(filter.effectiveFrom())) {
      return "effectiveFrom";
    }
    if (filter.effectiveTo() != null && !occurredAt.isBefore(filter.effectiveTo())) {
      return "effectiveTo";
    }
    return null;
  }

  private static boolean differs(@Nullable Object wanted, @Nullable Object found) {
    return wanted != null && !Objects.equals(wanted, found);
  }
}

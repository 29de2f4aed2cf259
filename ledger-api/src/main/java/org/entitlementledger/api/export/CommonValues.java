package org.entitlementledger.api.export;

import java.util.HashMap;
import java.util.Map;
import org.entitlementledger.projections.log.StoredEvent;

/** What all events of an export have in common, of what filters ask for and lines show. */
final class CommonValues {
  private static final String SEVERAL = "";

  private final Map<String, String> byFilter = new HashMap<>();

  void take(StoredEvent event) {
    put("account", event.accountId());
    put("type", event.type());
    put("actor", event.actor());
    String correlationId = ExportLine.text(ExportLine.object(event.metadata()), "correlationId");
    put("correlationId", correlationId == null ? SEVERAL : correlationId);
  }

  private void put(String filter, String value) {
    byFilter.merge(filter, value, (before, now) -> before.equals(now) ? now : SEVERAL);
  }

  /** Whether all events have the value that a filter asks for, as far as lines tell. */
  boolean fit(String filter, String value) {
    return byFilter.getOrDefault(filter, value).equals(value);
  }
}

package org.entitlementledger.api.admin;

import java.time.zone.ZoneRulesProvider;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** The version of the time-zone rules of this JVM, such as {@code 2025b}. */
@Component
final class ZoneRulesVersion {
  private final String version;

  ZoneRulesVersion() {
    var versions = new TreeSet<String>();
    for (String zone : ZoneRulesProvider.getAvailableZoneIds()) {
      versions.add(ZoneRulesProvider.getVersions(zone).lastKey());
    }
    version = String.join(", ", versions);
  }

  /** The version; several where zones come from several tables. */
  String get() {
    return version;
  }
}

package org.entitlementledger.projections;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A zone like Almaty, whose rules a test changes as a newer table of time zones does. */
public final class ChangingZone extends ZoneRulesProvider {
  /** The zone's id. */
  public static final String ID = "Test/Almaty";

  private static final ZoneRules SIX = ZoneRules.of(ZoneOffset.ofHours(6));
  private static volatile boolean newer;

  /** Changes the rules for all that is computed from now on: +06, or +05 since March 2024. */
  public static void newer(boolean next) {
    newer = next;
  }

  private static ZoneRules rules() {
    return newer ? five() : SIX;
  }

  private static ZoneRules five() {
    var six = ZoneOffset.ofHours(6);
    var day = LocalDate.of(2024, 3, 1).atStartOfDay();
    List<ZoneOffsetTransition> change =
        List.of(ZoneOffsetTransition.of(day, six, ZoneOffset.ofHours(5)));
    return ZoneRules.of(six, six, change, change, List.of());
  }

  @Override
  protected Set<String> provideZoneIds() {
    return Set.of(ID);
  }

  @Override
  protected @Nullable ZoneRules provideRules(String zoneId, boolean forCaching) {
    return forCaching ? null : rules();
  }

  @Override
  protected NavigableMap<String, ZoneRules> provideVersions(String zoneId) {
    return new TreeMap<>(Map.of(newer ? "almaty-2" : "almaty-1", rules()));
  }
}

package org.entitlementledger.core;

import java.time.LocalDate;
import java.time.LocalDateTime;
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

/** A zone whose rules a test changes, as a newer table of time zones does. */
public final class ChangingZone extends ZoneRulesProvider {
  /** The zone's id. */
  public static final String ID = "Test/Almaty";

  /** Almaty as tables before 2024a have it. */
  public static final ZoneRules SIX = ZoneRules.of(ZoneOffset.ofHours(6));

  /** Almaty as later tables have it. */
  public static final ZoneRules FIVE = from("2024-03-01", 6 * 60, 5 * 60);

  private static volatile ZoneRules rules = SIX;

  /** Rules with another offset, in minutes, from the start of a day. */
  public static ZoneRules from(String day, int before, int after) {
    ZoneOffset old = ZoneOffset.ofTotalSeconds(before * 60);
    ZoneOffset next = ZoneOffset.ofTotalSeconds(after * 60);
    LocalDateTime at = LocalDate.parse(day).atStartOfDay();
    List<ZoneOffsetTransition> change = List.of(ZoneOffsetTransition.of(at, old, next));
    return ZoneRules.of(old, old, change, change, List.of());
  }

  /** Changes the rules for everything that is computed from now on. */
  public static void rules(ZoneRules next) {
    rules = next;
  }

  @Override
  protected Set<String> provideZoneIds() {
    return Set.of(ID);
  }

  @Override
  protected @Nullable ZoneRules provideRules(String zoneId, boolean forCaching) {
    return forCaching ? null : rules;
  }

  @Override
  protected NavigableMap<String, ZoneRules> provideVersions(String zoneId) {
    return new TreeMap<>(Map.of("test", rules));
  }
}

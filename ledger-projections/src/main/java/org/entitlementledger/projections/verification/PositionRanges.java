package org.entitlementledger.projections.verification;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A set of positions of bad events, stored as ranges; consequences of a bad event are not reported.
 * If there are too many ranges for the memory, all later positions count as bad.
 */
final class PositionRanges {
  private static final int MOST_RANGES = 100_000;

  /** The last position of each range by its first. */
  private final NavigableMap<Long, Long> ranges = new TreeMap<>();

  void add(long position) {
    addAll(position, position);
  }

  void addAll(long from, long to) {
    long first = from;
    long last = ranges.size() < MOST_RANGES ? to : Long.MAX_VALUE;
    Map.Entry<Long, Long> before = ranges.floorEntry(from);
    if (before != null && before.getValue() >= from - 1) {
      first = before.getKey();
      last = Math.max(last, before.getValue());
    }
    Map.Entry<Long, Long> after = ranges.ceilingEntry(first);
    while (after != null && after.getKey() - 1 <= last) {
      last = Math.max(last, after.getValue());
      ranges.remove(after.getKey());
      after = ranges.ceilingEntry(first);
    }
    ranges.put(first, last);
  }

  boolean contains(long position) {
    Map.Entry<Long, Long> range = ranges.floorEntry(position);
    return range != null && range.getValue() >= position;
  }

  /** The number of positions strictly between two others. */
  long between(long after, long before) {
    long count = 0;
    Map.Entry<Long, Long> at = ranges.floorEntry(after);
    Long from = at == null ? Long.valueOf(Long.MIN_VALUE) : at.getKey();
    for (Map.Entry<Long, Long> range :
        ranges.subMap(from, true, Math.max(from, before), true).entrySet()) {
      long first = Math.max(range.getKey(), after + 1);
      long last = Math.min(range.getValue(), before - 1);
      count += Math.max(0, last - first + 1);
    }
    return count;
  }

  /** The first position; {@link Long#MAX_VALUE} without one. */
  long first() {
    return ranges.isEmpty() ? Long.MAX_VALUE : ranges.firstKey();
  }
}

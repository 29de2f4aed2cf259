package org.entitlementledger.projections.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The events that were written or read last, by position, so that several views that follow the log
 * parse each payload once. A cache: an event that is not here is read from the log.
 */
final class RecentEvents {
  /** A power of two. */
  private static final int PLACES = 8_192;

  private final AtomicReferenceArray<@Nullable LoggedEvent> byPosition =
      new AtomicReferenceArray<>(PLACES);

  void add(List<LoggedEvent> events) {
    for (LoggedEvent event : events) {
      byPosition.setRelease(place(event.position()), event);
    }
  }

  void clear() {
    for (int place = 0; place < PLACES; place++) {
      byPosition.setRelease(place, null);
    }
  }

  /** The events from {@code position} on that are here without a gap, at most {@code limit}. */
  List<LoggedEvent> from(long position, int limit) {
    var found = new ArrayList<LoggedEvent>();
    for (long at = position; found.size() < limit; at++) {
      LoggedEvent event = byPosition.getAcquire(place(at));
      if (event == null || event.position() != at) {
        break;
      }
      found.add(event);
    }
    return found;
  }

  private static int place(long position) {
    return (int) (position & (PLACES - 1));
  }
}

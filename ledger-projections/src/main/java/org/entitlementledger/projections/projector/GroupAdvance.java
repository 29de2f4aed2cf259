package org.entitlementledger.projections.projector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.log.LoggedEvents;

/**
 * The advance of a group by the events of one message, in one unit of work.
 *
 * @param moving the views that advance, with their previous positions; they are locked until the
 *     unit of work ends
 */
record GroupAdvance(Map<GroupMember, Long> moving) {
  /** A view that is at most this many events behind its group advances with it; others catch up. */
  static final int NEAR = 250;

  private static final String KEY = GroupAdvance.class.getName();

  /** Finds and locks the views that can take the current message. */
  static GroupAdvance begin(ViewGroup group, UnitOfWork<?> work) {
    List<LoggedEvent> events = events(work);
    var moving = new LinkedHashMap<GroupMember, Long>();
    for (GroupMember member : group.members()) {
      if (takes(member, events) && member.lock().tryLock()) {
        work.onCleanup(ended -> member.lock().unlock());
        moving.put(member, member.position());
      }
    }
    var begun = new GroupAdvance(moving);
    work.resources().put(KEY, begun);
    return begun;
  }

  private static boolean takes(GroupMember member, List<LoggedEvent> events) {
    return member.error() == null
        && member.position() < events.getLast().position()
        && member.position() >= events.getFirst().position() - 1 - NEAR;
  }

  /** The advance of the current unit of work. */
  static GroupAdvance of(UnitOfWork<?> work) {
    return work.getResource(KEY);
  }

  static List<LoggedEvent> events(UnitOfWork<?> work) {
    return ((LoggedEvents) work.getMessage().getPayload()).events();
  }

  /** The views by their previous position. */
  Map<Long, List<GroupMember>> from() {
    return moving.keySet().stream().collect(Collectors.groupingBy(moving::get));
  }
}

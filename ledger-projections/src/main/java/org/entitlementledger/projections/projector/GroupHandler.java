package org.entitlementledger.projections.projector;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.log.LoggedEvents;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Applies the events of a message to the views of a group, each within a savepoint: a view that
 * fails is set aside, and the others go on.
 */
final class GroupHandler implements EventHandlerInvoker {
  private final ViewGroup group;
  private final Projector projector;
  private final LogTable log;
  private final ConditionalTokenStore tokens;
  private final ViewPositions positions;
  private final TransactionTemplate savepoint;

  GroupHandler(
      ViewGroup group,
      Projector projector,
      LogTable log,
      ConditionalTokenStore tokens,
      ViewPositions positions,
      PlatformTransactionManager transactions) {
    this.group = group;
    this.projector = projector;
    this.log = log;
    this.tokens = tokens;
    this.positions = positions;
    savepoint = new TransactionTemplate(transactions);
    savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  @Override
  public boolean canHandle(EventMessage<?> message, Segment segment) {
    return true;
  }

  @Override
  public void handle(EventMessage<?> message, Segment segment) {
    UnitOfWork<?> work = CurrentUnitOfWork.get();
    List<LoggedEvent> events = ((LoggedEvents) message.getPayload()).events();
    long last = events.getLast().position();
    var moved = new ArrayList<GroupMember>();
    GroupAdvance.of(work)
        .moving()
        .forEach(
            (member, from) -> {
              if (apply(member, from, events)) {
                moved.add(member);
              }
            });
    work.afterCommit(
        done -> {
          group.reached(last);
          moved.forEach(member -> positions.reached(member.name(), last));
        });
  }

  /** Returns false if it failed and was rolled back. */
  private boolean apply(GroupMember member, long from, List<LoggedEvent> events) {
    try {
      savepoint.executeWithoutResult(begun -> projector.apply(member.view(), next(from, events)));
      return true;
    } catch (TransactionException lost) {
      // The connection is gone, and with it the writes of the other views.
      throw lost;
    } catch (RuntimeException failed) {
      tokens.moveBack(group, member, from);
      member.failed(failed);
      return false;
    }
  }

  /** The events after a position, up to the last of a message. */
  private List<LoggedEvent> next(long position, List<LoggedEvent> events) {
    var next = new ArrayList<LoggedEvent>();
    long first = events.getFirst().position();
    if (position < first - 1) {
      next.addAll(log.after(position, first - 1, GroupAdvance.NEAR));
    }
    for (LoggedEvent event : events) {
      if (event.position() > position) {
        next.add(event);
      }
    }
    return next;
  }
}

package org.entitlementledger.projections.follow;

import java.util.List;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.log.LoggedEvents;

/** Gives the view the events of a message at once, so that many events become few statements. */
final class ViewHandler implements EventHandlerInvoker {
  private final View view;
  private final Projector projector;
  private final ViewPositions positions;

  ViewHandler(View view, Projector projector, ViewPositions positions) {
    this.view = view;
    this.projector = projector;
    this.positions = positions;
  }

  @Override
  public boolean canHandle(EventMessage<?> message, Segment segment) {
    return true;
  }

  @Override
  public void handle(EventMessage<?> message, Segment segment) {
    List<LoggedEvent> events = ((LoggedEvents) message.getPayload()).events();
    projector.apply(view, events);
    CurrentUnitOfWork.get()
        .afterCommit(done -> positions.reached(view.name(), events.getLast().position()));
  }
}

package org.entitlementledger.projections.follow;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.entitlementledger.projections.log.LoggedEvent;

/**
 * Gathers the events of a batch and gives them to the view at once, before its transaction commits:
 * many events become few statements.
 */
final class ViewHandler implements EventHandlerInvoker {
  private final View view;
  private final Projection projection;
  private final ViewPositions positions;
  private final String batch;

  ViewHandler(View view, Projection projection, ViewPositions positions) {
    this.view = view;
    this.projection = projection;
    this.positions = positions;
    batch = "batch of " + view.name();
  }

  @Override
  public boolean canHandle(EventMessage<?> message, Segment segment) {
    return true;
  }

  @Override
  public void handle(EventMessage<?> message, Segment segment) {
    UnitOfWork<?> unit = CurrentUnitOfWork.get();
    List<LoggedEvent> events = unit.getOrComputeResource(batch, fresh -> gather(unit));
    events.add((LoggedEvent) message.getPayload());
  }

  private List<LoggedEvent> gather(UnitOfWork<?> unit) {
    var events = new ArrayList<LoggedEvent>();
    unit.onPrepareCommit(ready -> projection.apply(events));
    unit.afterCommit(done -> positions.reached(view.name(), events.getLast().position()));
    return events;
  }
}

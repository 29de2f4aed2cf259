package org.entitlementledger.projections.rebuild;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.projector.Projection;
import org.entitlementledger.projections.projector.View;
import org.entitlementledger.projections.row.MemoryRows;

/** What the log gives of some accounts or positions, for each view up to where it stands. */
final class FoldedRows {
  private final List<View> views;
  private final Predicate<Projection> folded;
  private final MemoryRows rows = new MemoryRows();
  private final Map<View, Long> positions = new HashMap<>();

  /**
   * @param folded the projections whose rows are wanted
   */
  FoldedRows(List<View> views, Predicate<Projection> folded) {
    this.views = views;
    this.folded = folded;
  }

  MemoryRows rows() {
    return rows;
  }

  /** Begins with events up to these positions. */
  void standAt(Map<View, Long> bounds) {
    positions.putAll(bounds);
  }

  /** The position of a view. */
  long position(View view) {
    return positions.getOrDefault(view, 0L);
  }

  /** The position of the view that is furthest. */
  long furthest() {
    return views.stream().mapToLong(this::position).max().orElse(0);
  }

  /** Folds events that are not folded yet, into the views that stand at them or beyond. */
  void apply(List<LoggedEvent> events) {
    for (View view : views) {
      long through = position(view);
      apply(view, events, event -> event.position() <= through);
    }
  }

  /**
   * Follows a view to a position.
   *
   * @param events of the log, at least those from where the view stood
   */
  void follow(View view, long to, List<LoggedEvent> events, Predicate<LoggedEvent> some) {
    long from = position(view);
    apply(
        view,
        events,
        event -> event.position() > from && event.position() <= to && some.test(event));
    positions.put(view, to);
  }

  private void apply(View view, List<LoggedEvent> events, Predicate<LoggedEvent> some) {
    List<Projection> projections = view.projections().stream().filter(folded).toList();
    for (LoggedEvent event : events) {
      if (some.test(event)) {
        projections.forEach(one -> one.apply(event, rows));
      }
    }
  }
}

package org.entitlementledger.projections.views;

import java.util.List;
import java.util.function.Predicate;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.projector.Projection;
import org.entitlementledger.projections.projector.View;
import org.entitlementledger.projections.row.Rows;
import org.entitlementledger.projections.row.Table;

/** All projections of a view, which fails at some events. */
record Failing(View view, Predicate<LoggedEvent> fails) implements Projection {
  static Projection of(View view, Predicate<LoggedEvent> fails) {
    return new Failing(view, fails);
  }

  @Override
  public List<Table<?>> tables() {
    return view.tables();
  }

  @Override
  public void reads(LoggedEvent event, Reads reads) {
    view.projections().forEach(one -> one.reads(event, reads));
  }

  @Override
  public void apply(LoggedEvent event, Rows rows) {
    view.projections().forEach(one -> one.apply(event, rows));
    if (fails.test(event)) {
      throw new IllegalStateException("cannot take " + event.position());
    }
  }
}

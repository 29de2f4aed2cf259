package org.entitlementledger.api.admin;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.entitlementledger.projections.projector.ViewPositions;
import org.entitlementledger.projections.projector.ViewState;

/** Measures how far each view lags behind the log. */
final class ViewMeters {
  private static final double NANOS = 1e9;

  private ViewMeters() {}

  static void register(String view, ViewPositions positions, MeterRegistry meters) {
    Gauge.builder(
            "ledger.view.lag",
            positions,
            all -> of(all, view, state -> (double) (state.head() - state.position())))
        .description("Events in the log that the view does not reflect yet")
        .tag("view", view)
        .register(meters);
    TimeGauge.builder(
            "ledger.view.behind",
            positions,
            TimeUnit.SECONDS,
            all -> of(all, view, state -> state.behind().toNanos() / NANOS))
        .description("For how long the view has not reflected all of the log")
        .tag("view", view)
        .register(meters);
  }

  private static double of(
      ViewPositions positions, String view, ToDoubleFunction<ViewState> figure) {
    return positions.states().stream()
        .filter(state -> state.view().equals(view))
        .mapToDouble(figure)
        .findFirst()
        .orElse(Double.NaN);
  }
}

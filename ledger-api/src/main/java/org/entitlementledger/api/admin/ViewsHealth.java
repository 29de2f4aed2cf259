package org.entitlementledger.api.admin;

import java.util.Map;
import java.util.TreeMap;
import org.entitlementledger.projections.projector.ViewPositions;
import org.entitlementledger.projections.projector.ViewState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while a view fails or lags; commands and the other views continue. */
final class ViewsHealth implements HealthIndicator {
  private final ViewPositions positions;

  ViewsHealth(ViewPositions positions) {
    this.positions = positions;
  }

  @Override
  public Health health() {
    var views = new TreeMap<String, Map<String, Object>>();
    boolean serving = true;
    for (ViewState view : positions.states()) {
      serving &= view.serves();
      views.put(
          view.view(),
          Map.of(
              "position", view.position(),
              "head", view.head(),
              "behind", view.behind().toString(),
              "serves", view.serves()));
    }
    return (serving ? Health.up() : Health.down()).withDetails(views).build();
  }
}

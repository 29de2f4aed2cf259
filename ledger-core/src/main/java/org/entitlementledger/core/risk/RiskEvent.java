package org.entitlementledger.core.risk;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.AccountEvent;

/** What may have happened to risks. */
public sealed interface RiskEvent extends AccountEvent {
  String riskId();

  @Override
  default List<String> itemIds() {
    return List.of(riskId());
  }

  /** The assessment of a risk began. */
  record RiskAssessmentOpened(Instant occurredAt, String riskId, String title)
      implements RiskEvent {}

  /** It is known how grave it is and of what sort. */
  record RiskAssessed(Instant occurredAt, String riskId, String severity, String category)
      implements RiskEvent {}

  /** It is agreed what to do about it. */
  record RiskPlanAgreed(Instant occurredAt, String riskId, List<String> actions)
      implements RiskEvent {}

  /** The plan has done its work. */
  record RiskMitigated(Instant occurredAt, String riskId) implements RiskEvent {}

  /** It is borne as it is. */
  record RiskAccepted(Instant occurredAt, String riskId) implements RiskEvent {}

  /** It is open again. */
  record RiskReopened(Instant occurredAt, String riskId) implements RiskEvent {}
}

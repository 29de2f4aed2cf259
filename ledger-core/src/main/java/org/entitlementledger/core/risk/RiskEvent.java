package org.entitlementledger.core.risk;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.kernel.StoredName;

/** What may have happened to risks. */
public sealed interface RiskEvent extends AccountEvent {
  String riskId();

  @Override
  default List<String> itemIds() {
    return List.of(riskId());
  }

  /** The assessment of a risk began. */
  @StoredName("risk-assessment-opened")
  record RiskAssessmentOpened(Instant occurredAt, String riskId, String title)
      implements RiskEvent {}

  /** It is known how grave it is and of what sort. */
  @StoredName("risk-assessed")
  record RiskAssessed(Instant occurredAt, String riskId, String severity, String category)
      implements RiskEvent {}

  /** It is agreed what to do about it. */
  @StoredName("risk-plan-agreed")
  record RiskPlanAgreed(Instant occurredAt, String riskId, List<String> actions)
      implements RiskEvent {}

  /** The plan has done its work. */
  @StoredName("risk-mitigated")
  record RiskMitigated(Instant occurredAt, String riskId) implements RiskEvent {}

  /** It is borne as it is. */
  @StoredName("risk-accepted")
  record RiskAccepted(Instant occurredAt, String riskId) implements RiskEvent {}

  /** It is open again. */
  @StoredName("risk-reopened")
  record RiskReopened(Instant occurredAt, String riskId) implements RiskEvent {}
}

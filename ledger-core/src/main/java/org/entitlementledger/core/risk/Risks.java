package org.entitlementledger.core.risk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.catalogue.Kind;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.ItemsById;
import org.entitlementledger.core.entitlement.Standing;
import org.entitlementledger.core.kernel.Lifecycle;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.risk.RiskCommand.AcceptRisk;
import org.entitlementledger.core.risk.RiskCommand.AgreeRiskPlan;
import org.entitlementledger.core.risk.RiskCommand.AssessRisk;
import org.entitlementledger.core.risk.RiskCommand.MitigateRisk;
import org.entitlementledger.core.risk.RiskCommand.OpenRiskAssessment;
import org.entitlementledger.core.risk.RiskCommand.ReopenRisk;
import org.entitlementledger.core.risk.RiskEvent.RiskAccepted;
import org.entitlementledger.core.risk.RiskEvent.RiskAssessed;
import org.entitlementledger.core.risk.RiskEvent.RiskAssessmentOpened;
import org.entitlementledger.core.risk.RiskEvent.RiskMitigated;
import org.entitlementledger.core.risk.RiskEvent.RiskPlanAgreed;
import org.entitlementledger.core.risk.RiskEvent.RiskReopened;
import org.pcollections.PMap;

/**
 * The risks of one account (DOMAIN.md, "Life cycles"). They are not counted, so the backdating
 * limit does not bind them. Opening one, again too, asks for work that the contract in force must
 * list; what was opened is brought to its end whatever became of the contract.
 */
public record Risks(ItemsById<Risk> items) {
  public static final String ENTITLEMENT = "risk-assessment";
  public static final Risks NONE = new Risks(ItemsById.none("a risk", "riskId"));

  /** The same, by id. */
  public PMap<String, Risk> byId() {
    return items.byId();
  }

  /** The rules of this capability. */
  public List<RiskEvent> decide(RiskCommand command, Standing standing, Context context) {
    return List.of(
        switch (command) {
          case OpenRiskAssessment open -> open(open, standing, context);
          case AssessRisk assess -> {
            Instant time = step(assess.riskId(), RiskStep.ASSESS, standing, context);
            yield new RiskAssessed(time, assess.riskId(), assess.severity(), assess.category());
          }
          case AgreeRiskPlan agree -> {
            Instant time = step(agree.riskId(), RiskStep.AGREE_PLAN, standing, context);
            yield new RiskPlanAgreed(time, agree.riskId(), agree.actions());
          }
          case MitigateRisk mitigate ->
              new RiskMitigated(
                  step(mitigate.riskId(), RiskStep.MITIGATE, standing, context), mitigate.riskId());
          case AcceptRisk accept ->
              new RiskAccepted(
                  step(accept.riskId(), RiskStep.ACCEPT, standing, context), accept.riskId());
          case ReopenRisk reopen -> reopen(reopen, standing, context);
        });
  }

  private RiskAssessmentOpened open(
      OpenRiskAssessment command, Standing standing, Context context) {
    Instant openedAt = context.effectiveAt(standing.zone());
    String riskId = items.newId(command.riskId(), context);
    context.refuseAhead(openedAt);
    standing.requireRoles(
        standing.promised(ENTITLEMENT, Kind.ACTIVITY, openedAt), openedAt, context);
    return new RiskAssessmentOpened(openedAt, riskId, command.title());
  }

  private RiskReopened reopen(ReopenRisk command, Standing standing, Context context) {
    Risk risk = items.require(command.riskId());
    Instant time = happened(risk, standing, context);
    var entitled = standing.promised(ENTITLEMENT, Kind.ACTIVITY, time);
    require(risk, RiskStep.REOPEN);
    standing.requireRoles(entitled, time, context);
    return new RiskReopened(time, risk.riskId());
  }

  private Instant step(String riskId, RiskStep step, Standing standing, Context context) {
    Risk risk = items.require(riskId);
    Instant time = happened(risk, standing, context);
    require(risk, step);
    return time;
  }

  private static Instant happened(Risk risk, Standing standing, Context context) {
    Instant time = context.effectiveAt(standing.zone());
    if (time.isBefore(risk.changedAt())) {
      throw Refusal.invalid("occurredAt", "is before the step that came last")
          .with("earliest", risk.changedAt());
    }
    context.refuseAhead(time);
    return time;
  }

  private static void require(Risk risk, RiskStep step) {
    new Lifecycle("a risk", Map.of(), risk.state().key(), risk.state().allowed()).require(step);
  }

  /** The risks after an event. */
  public Risks apply(RiskEvent event) {
    return new Risks(items.with(Risk.after(items.find(event.riskId()), event)));
  }
}

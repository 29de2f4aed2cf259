package org.entitlementledger.core.risk;

import java.time.Instant;
import java.util.Map;
import org.entitlementledger.core.catalogue.Kind;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.AccountState.Entitled;
import org.entitlementledger.core.entitlement.ItemsById;
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

/**
 * The rules of risks (DOMAIN.md, "Life cycles"). They are not counted, so the backdating limit does
 * not bind them.
 */
record RiskRules(ItemsById<Risk> risks, AccountState account, Context context) {

  RiskAssessmentOpened open(OpenRiskAssessment command) {
    Instant openedAt = context.effectiveAt(account.zone());
    String riskId = risks.newId(command.riskId(), context);
    context.refuseAhead(openedAt);
    account.rules(context).requireRoles(newWorkMustBeListed(openedAt), openedAt);
    return new RiskAssessmentOpened(openedAt, riskId, command.title());
  }

  RiskAssessed assess(AssessRisk command) {
    Instant time = whatWasOpenedIsBroughtToItsEnd(command.riskId(), RiskStep.ASSESS);
    return new RiskAssessed(time, command.riskId(), command.severity(), command.category());
  }

  RiskPlanAgreed agree(AgreeRiskPlan command) {
    Instant time = whatWasOpenedIsBroughtToItsEnd(command.riskId(), RiskStep.AGREE_PLAN);
    return new RiskPlanAgreed(time, command.riskId(), command.actions());
  }

  RiskMitigated mitigate(MitigateRisk command) {
    Instant time = whatWasOpenedIsBroughtToItsEnd(command.riskId(), RiskStep.MITIGATE);
    return new RiskMitigated(time, command.riskId());
  }

  RiskAccepted accept(AcceptRisk command) {
    Instant time = whatWasOpenedIsBroughtToItsEnd(command.riskId(), RiskStep.ACCEPT);
    return new RiskAccepted(time, command.riskId());
  }

  RiskReopened reopen(ReopenRisk command) {
    Risk risk = risks.require(command.riskId());
    Instant time = aStepFollowsTheLast(risk);
    Entitled entitled = newWorkMustBeListed(time);
    require(risk, RiskStep.REOPEN);
    account.rules(context).requireRoles(entitled, time);
    return new RiskReopened(time, risk.riskId());
  }

  /** The contract in force must list what is opened, also what is opened again. */
  private Entitled newWorkMustBeListed(Instant time) {
    return account.promised(Risks.ENTITLEMENT, Kind.ACTIVITY, time);
  }

  /** Whatever has become of the contract since. */
  private Instant whatWasOpenedIsBroughtToItsEnd(String riskId, RiskStep step) {
    Risk risk = risks.require(riskId);
    Instant time = aStepFollowsTheLast(risk);
    require(risk, step);
    return time;
  }

  private Instant aStepFollowsTheLast(Risk risk) {
    Instant time = context.effectiveAt(account.zone());
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
}

package org.entitlementledger.core.risk;

import java.util.List;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.entitlement.ItemsById;
import org.entitlementledger.core.risk.RiskCommand.AcceptRisk;
import org.entitlementledger.core.risk.RiskCommand.AgreeRiskPlan;
import org.entitlementledger.core.risk.RiskCommand.AssessRisk;
import org.entitlementledger.core.risk.RiskCommand.MitigateRisk;
import org.entitlementledger.core.risk.RiskCommand.OpenRiskAssessment;
import org.entitlementledger.core.risk.RiskCommand.ReopenRisk;
import org.pcollections.PMap;

/** The risks of one account (DOMAIN.md, "Life cycles"). */
public record Risks(ItemsById<Risk> items) {
  public static final String ENTITLEMENT = "risk-assessment";
  public static final Risks NONE = new Risks(ItemsById.none("a risk", "riskId"));

  /** The same, by id. */
  public PMap<String, Risk> byId() {
    return items.byId();
  }

  /** The rules of this capability. */
  public List<RiskEvent> decide(RiskCommand command, AccountState account, Context context) {
    var rules = new RiskRules(items, account, context);
    return List.of(
        switch (command) {
          case OpenRiskAssessment open -> rules.open(open);
          case AssessRisk assess -> rules.assess(assess);
          case AgreeRiskPlan agree -> rules.agree(agree);
          case MitigateRisk mitigate -> rules.mitigate(mitigate);
          case AcceptRisk accept -> rules.accept(accept);
          case ReopenRisk reopen -> rules.reopen(reopen);
        });
  }

  /** The risks after an event. */
  public Risks apply(RiskEvent event) {
    return new Risks(items.with(Risk.after(items.find(event.riskId()), event)));
  }
}

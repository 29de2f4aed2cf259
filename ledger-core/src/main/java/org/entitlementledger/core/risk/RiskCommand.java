package org.entitlementledger.core.risk;

import java.util.List;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.kernel.Check;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.kernel.StoredName;
import org.jspecify.annotations.Nullable;

/** What one may ask about risk assessments. */
public sealed interface RiskCommand extends AccountCommand {

  /** Opens the assessment of a risk. */
  @StoredName("open-risk-assessment")
  record OpenRiskAssessment(String accountId, @Nullable String riskId, String title)
      implements RiskCommand {
    public OpenRiskAssessment {
      Check.optionalId("riskId", riskId);
      Check.name("title", title);
    }
  }

  /**
   * Says how grave an open risk is and of what sort.
   *
   * @param severity in the vendor's own words
   * @param category likewise
   */
  @StoredName("assess-risk")
  record AssessRisk(String accountId, String riskId, String severity, String category)
      implements RiskCommand {
    public AssessRisk {
      Check.name("severity", severity);
      Check.name("category", category);
    }
  }

  /**
   * Agrees with the customer on what to do about an assessed risk.
   *
   * @param actions 1 to 1,000 texts
   */
  @StoredName("agree-risk-plan")
  record AgreeRiskPlan(String accountId, String riskId, List<String> actions)
      implements RiskCommand {
    private static final int MOST_ACTIONS = 1_000;

    public AgreeRiskPlan {
      actions = Check.texts("actions", actions, MOST_ACTIONS);
      if (actions.isEmpty()) {
        throw Refusal.invalid("actions", "a plan has at least one");
      }
    }
  }

  /** Says that the plan has done its work. */
  @StoredName("mitigate-risk")
  record MitigateRisk(String accountId, String riskId) implements RiskCommand {}

  /** Says that the risk is borne as it is. */
  @StoredName("accept-risk")
  record AcceptRisk(String accountId, String riskId) implements RiskCommand {}

  /** Opens again what was mitigated or accepted: it is to be assessed anew. */
  @StoredName("reopen-risk")
  record ReopenRisk(String accountId, String riskId) implements RiskCommand {}
}

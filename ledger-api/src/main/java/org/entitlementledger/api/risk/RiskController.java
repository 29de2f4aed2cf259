package org.entitlementledger.api.risk;

import io.swagger.v3.oas.annotations.Operation;
import org.entitlementledger.api.http.Ask;
import org.entitlementledger.api.http.Commands;
import org.entitlementledger.api.http.Gives;
import org.entitlementledger.api.http.Paging;
import org.entitlementledger.api.http.Query;
import org.entitlementledger.api.http.Registers;
import org.entitlementledger.api.http.Shows;
import org.entitlementledger.api.http.Things;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.risk.Risk;
import org.entitlementledger.core.risk.RiskCommand.AcceptRisk;
import org.entitlementledger.core.risk.RiskCommand.AgreeRiskPlan;
import org.entitlementledger.core.risk.RiskCommand.AssessRisk;
import org.entitlementledger.core.risk.RiskCommand.MitigateRisk;
import org.entitlementledger.core.risk.RiskCommand.OpenRiskAssessment;
import org.entitlementledger.core.risk.RiskCommand.ReopenRisk;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.register.RegisterQueries;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Risk assessments. */
@RestController
final class RiskController {
  private static final String ALL = "/v1/accounts/{accountId}/risk-assessments";
  private static final String ONE = ALL + "/{riskId}";

  private final Things risks;

  RiskController(Commands commands, Registers registers) {
    risks = new Things(commands, registers, Items.RISK_ASSESSMENTS, "riskId");
  }

  @PostMapping(ALL)
  @Operation(summary = "Open a risk assessment")
  @Gives(Risk.class)
  ResponseEntity<byte[]> open(Ask<OpenRiskAssessment> ask) {
    return risks.make(ask);
  }

  @PostMapping(ONE + "/assessment")
  @Operation(summary = "Rate the severity and category of a risk")
  @Gives(Risk.class)
  ResponseEntity<byte[]> assess(Ask<AssessRisk> ask) {
    return risks.change(ask);
  }

  @PostMapping(ONE + "/plan")
  @Operation(summary = "Agree on a mitigation plan for a risk")
  @Gives(Risk.class)
  ResponseEntity<byte[]> plan(Ask<AgreeRiskPlan> ask) {
    return risks.change(ask);
  }

  @PostMapping(ONE + "/mitigation")
  @Operation(summary = "Mark a risk as mitigated")
  @Gives(Risk.class)
  ResponseEntity<byte[]> mitigate(Ask<MitigateRisk> ask) {
    return risks.change(ask);
  }

  @PostMapping(ONE + "/acceptance")
  @Operation(summary = "Accept a risk")
  @Gives(Risk.class)
  ResponseEntity<byte[]> accept(Ask<AcceptRisk> ask) {
    return risks.change(ask);
  }

  @PostMapping(ONE + "/reopening")
  @Operation(summary = "Reopen a risk")
  @Gives(Risk.class)
  ResponseEntity<byte[]> reopen(Ask<ReopenRisk> ask) {
    return risks.change(ask);
  }

  @GetMapping(ALL)
  @Operation(operationId = "listRiskAssessments", summary = "List an account's risk assessments")
  @Gives(value = Risk.class, list = true)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> list(@PathVariable String accountId, @Query Paging paging) {
    return risks.list(accountId, paging);
  }

  @GetMapping(ONE)
  @Operation(operationId = "getRiskAssessment", summary = "Get a risk assessment")
  @Gives(Risk.class)
  @Shows({RegisterQueries.VIEW, AccountQueries.VIEW})
  ResponseEntity<byte[]> one(@PathVariable String accountId, @PathVariable String riskId) {
    return risks.one(accountId, riskId);
  }
}

package org.entitlementledger.api.risk;

import static org.assertj.core.api.Assertions.assertThat;

import org.entitlementledger.api.Books;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** DOMAIN.md, "Life cycles": risk assessment, over HTTP. */
class RiskLifeTest {
  private static final Service SERVICE = Service.shared();

  @Test
  void isAssessedPlannedMitigatedReopenedAndAccepted() {
    Books acme = Books.of(SERVICE, "risk-life", "advanced", "2025-06-01");
    JsonNode opened = acme.done("risk-assessments", "{'riskId': 'k1', 'title': 'Slow adoption'}");
    assertThat(opened.path("status").asString()).isEqualTo("opened");
    assertThat(opened.path("riskId").asString()).isEqualTo("k1");
    assertThat(opened.has("balance")).isFalse();
    acme.notAllowed("risk-assessments/k1/plan", "{'actions': ['x']}", "opened", "assessment");
    JsonNode assessed =
        acme.done("risk-assessments/k1/assessment", "{'severity': 'high', 'category': 'adoption'}");
    assertThat(assessed.path("status").asString()).isEqualTo("assessed");
    acme.refused("validation", "risk-assessments/k1/plan", "{'actions': []}");
    JsonNode agreed =
        acme.done("risk-assessments/k1/plan", "{'actions': ['Train ten', 'Weekly call']}");
    assertThat(agreed.path("status").asString()).isEqualTo("plan-agreed");
    assertThat(acme.done("risk-assessments/k1/mitigation").path("status").asString())
        .isEqualTo("mitigated");
    acme.notAllowed("risk-assessments/k1/acceptance", "{}", "mitigated", "reopening");
    JsonNode reopened = acme.done("risk-assessments/k1/reopening");
    assertThat(reopened.path("status").asString()).isEqualTo("opened");
    assertThat(reopened.path("severity").asString()).isEqualTo("high");
    acme.done("risk-assessments/k1/assessment", "{'severity': 'low', 'category': 'adoption'}");
    acme.done("risk-assessments/k1/plan", "{'actions': ['Watch']}");
    acme.done("risk-assessments/k1/acceptance", "{'reason': 'small'}");
    JsonNode read = acme.read("risk-assessments/k1");
    assertThat(read.path("status").asString()).isEqualTo("accepted");
    assertThat(Books.texts(read.path("actions"))).containsExactly("Watch");
    acme.refused("duplicate", "risk-assessments", "{'riskId': 'k1', 'title': 'Again'}");
    acme.refused("not-found", "risk-assessments/none/mitigation", "{}");
    assertThat(acme.read("risk-assessments").path("items").size()).isEqualTo(1);
  }
}

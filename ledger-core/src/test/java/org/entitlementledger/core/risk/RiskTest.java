package org.entitlementledger.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountStory.ACCOUNT;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.entitlementledger.core.AccountStory;
import org.entitlementledger.core.Form;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.risk.RiskCommand.AcceptRisk;
import org.entitlementledger.core.risk.RiskCommand.AgreeRiskPlan;
import org.entitlementledger.core.risk.RiskCommand.AssessRisk;
import org.entitlementledger.core.risk.RiskCommand.MitigateRisk;
import org.entitlementledger.core.risk.RiskCommand.OpenRiskAssessment;
import org.entitlementledger.core.risk.RiskCommand.ReopenRisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Risks from their opening to their end. */
class RiskTest {
  private static final String JUNE_1 = "2025-06-01T10:00:00Z";
  private static final String BARE =
      """
      catalogue: other
      versions:
        - version: "1"
          effectiveFrom: 2025-01-01
          entitlements:
            advisory: { name: Advisory, kind: activity }
          tiers:
            bare: { name: Bare, rank: 1, entitlements: { advisory: {} } }
      """;

  private static final RiskCommand OPEN = new OpenRiskAssessment(ACCOUNT, "r1", "No backups");
  private static final RiskCommand ASSESS = new AssessRisk(ACCOUNT, "r1", "high", "operations");
  private static final RiskCommand PLAN = new AgreeRiskPlan(ACCOUNT, "r1", List.of("Back up"));
  private static final RiskCommand MITIGATE = new MitigateRisk(ACCOUNT, "r1");
  private static final RiskCommand ACCEPT = new AcceptRisk(ACCOUNT, "r1");
  private static final RiskCommand REOPEN = new ReopenRisk(ACCOUNT, "r1");

  /** Every step by the last word of its path. */
  private static final Map<String, RiskCommand> STEPS =
      Map.of(
          "assessment", ASSESS,
          "plan", PLAN,
          "mitigation", MITIGATE,
          "acceptance", ACCEPT,
          "reopening", REOPEN);

  private static AccountStory advanced() {
    return AccountStory.opened(JUNE_1).buys("advanced", "2025-03-15");
  }

  private static AccountStory after(List<RiskCommand> steps) {
    var story = advanced();
    steps.forEach(story::given);
    return story;
  }

  private static Stream<Arguments> states() {
    return Stream.of(
        Arguments.of("opened", List.of(OPEN), List.of("assessment")),
        Arguments.of("assessed", List.of(OPEN, ASSESS), List.of("plan")),
        Arguments.of(
            "plan-agreed", List.of(OPEN, ASSESS, PLAN), List.of("mitigation", "acceptance")),
        Arguments.of("mitigated", List.of(OPEN, ASSESS, PLAN, MITIGATE), List.of("reopening")),
        Arguments.of("accepted", List.of(OPEN, ASSESS, PLAN, ACCEPT), List.of("reopening")),
        Arguments.of("opened", List.of(OPEN, ASSESS, PLAN, ACCEPT, REOPEN), List.of("assessment")));
  }

  @ParameterizedTest
  @MethodSource("states")
  void eachStateAllowsTheNextStepsAlone(
      String state, List<RiskCommand> steps, List<String> allowed) {
    assertThat(after(steps).status()).isEqualTo(state);
    STEPS.forEach(
        (word, step) -> {
          if (allowed.contains(word)) {
            after(steps).given(step);
          } else {
            after(steps)
                .when(step)
                .refused(Problem.INVALID_TRANSITION, "state", state, "allowed", allowed);
          }
        });
  }

  @Test
  void aReopenedRiskKeepsWhatIsKnownUntilItIsAssessedAnew() {
    var story = after(List.of(OPEN, ASSESS, PLAN, MITIGATE));
    var risk = (Risk) story.item();
    assertThat(risk.title()).isEqualTo("No backups");
    assertThat(risk.severity()).isEqualTo("high");
    assertThat(risk.category()).isEqualTo("operations");
    assertThat(risk.actions()).containsExactly("Back up");
    var again = (Risk) story.now("2025-07-01T00:00:00Z").given(REOPEN).item();
    assertThat(again.state()).isEqualTo(Risk.State.OPENED);
    assertThat(again.severity()).isEqualTo("high");
    assertThat(again.category()).isEqualTo("operations");
    assertThat(again.actions()).containsExactly("Back up");
    assertThat(again.occurredAt()).isEqualTo(Instant.parse(JUNE_1));
    assertThat(again.changedAt()).isEqualTo(Instant.parse("2025-07-01T00:00:00Z"));
    var anew = (Risk) story.given(new AssessRisk(ACCOUNT, "r1", "low", "operations")).item();
    assertThat(anew.severity()).isEqualTo("low");
    assertThat(anew.actions()).containsExactly("Back up");
  }

  @Test
  void theFormIsChecked() {
    Form.refused("riskId", () -> new OpenRiskAssessment(ACCOUNT, " ", "Title"));
    Form.refused("title", () -> new OpenRiskAssessment(ACCOUNT, null, " "));
    Form.refused("severity", () -> new AssessRisk(ACCOUNT, "r1", "", "operations"));
    Form.refused("category", () -> new AssessRisk(ACCOUNT, "r1", "high", "x".repeat(201)));
    Form.refused("actions", () -> new AgreeRiskPlan(ACCOUNT, "r1", List.of()));
    Form.refused("actions", () -> new AgreeRiskPlan(ACCOUNT, "r1", List.of(" ")));
    Form.refused(
        "actions", () -> new AgreeRiskPlan(ACCOUNT, "r1", Collections.nCopies(1_001, "Do")));
  }

  @Test
  void everyStepNeedsARisk() {
    STEPS
        .values()
        .forEach(step -> advanced().when(step).refused(Problem.NOT_FOUND, "riskId", "r1"));
  }

  @Test
  void anIdIsTakenOnce() {
    after(List.of(OPEN)).when(OPEN).refused(Problem.DUPLICATE, "riskId", "r1");
  }

  @Test
  void stepsLieNotAheadAndComeInOrder() {
    advanced().when(OPEN).effective("2025-06-01T10:00:00.000001Z").refused(Problem.FUTURE_DATED);
    var story = after(List.of(OPEN));
    story.when(ASSESS).effective("2025-06-01T10:00:00.000001Z").refused(Problem.FUTURE_DATED);
    story
        .when(ASSESS)
        .effective("2025-06-01T09:59:59.999999Z")
        .refused(Problem.VALIDATION, "earliest", Instant.parse(JUNE_1));
    story.when(ASSESS).effective(JUNE_1).then();
  }

  @Test
  void openingAndReopeningNeedAContractInForce() {
    advanced()
        .when(OPEN)
        .effective("2025-03-14T23:59:59.999999Z")
        .refused(Problem.NO_CONTRACT_IN_FORCE, "entitlement", "risk-assessment");
    after(List.of(OPEN, ASSESS, PLAN, MITIGATE))
        .now("2026-03-15T00:00:00Z")
        .when(REOPEN)
        .refused(Problem.NO_CONTRACT_IN_FORCE, "entitlement", "risk-assessment");
  }

  @Test
  void openingNeedsTermsThatListIt() {
    AccountStory.opened(JUNE_1, CatalogueFile.parse(BARE))
        .buys("bare", "2025-05-15")
        .when(OPEN)
        .refused(Problem.NOT_ENTITLED, "entitlement", "risk-assessment", "tier", "bare");
  }

  @Test
  void openingIsNotBoundByTheBackdatingLimit() {
    advanced().when(OPEN).effective("2025-03-15T00:00:00Z").then();
  }

  @Test
  void whatWasOpenedIsBroughtToItsEndWithoutAContract() {
    var story = after(List.of(OPEN)).now("2026-03-15T00:00:00Z");
    story.given(ASSESS).given(PLAN).given(MITIGATE);
    assertThat(story.status()).isEqualTo("mitigated");
  }
}

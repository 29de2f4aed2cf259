package org.entitlementledger.core.advisory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountStory.ACCOUNT;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.entitlementledger.core.AccountStory;
import org.entitlementledger.core.Form;
import org.entitlementledger.core.advisory.AdvisoryCommand.RecordAdvisoryActivity;
import org.entitlementledger.core.advisory.AdvisoryEvent.AdvisoryActivityRecorded;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.kernel.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is done for the customer without being counted. */
class AdvisoryActivityTest {
  private static final String JUNE_1 = "2025-06-01T10:00:00Z";

  /** A tier without the entitlement. */
  private static final String OTHER =
      """
      catalogue: other
      versions:
        - version: "1"
          effectiveFrom: 2025-01-01
          entitlements:
            hours: { name: Hours, kind: units, period: contract-year, unit: hour }
          tiers:
            hours: { name: Hours, rank: 1, entitlements: { hours: { limit: 5 } } }
      """;

  private static RecordAdvisoryActivity activity(AdvisoryKind kind) {
    return new RecordAdvisoryActivity(ACCOUNT, "a1", kind, null, null);
  }

  private static final RecordAdvisoryActivity DESIGN = activity(AdvisoryKind.SOLUTION_DESIGN);

  private static AccountStory advanced() {
    return AccountStory.opened(JUNE_1).buys("advanced", "2025-03-15");
  }

  @ParameterizedTest
  @EnumSource(AdvisoryKind.class)
  void everyKindIsRecorded(AdvisoryKind kind) {
    var story = advanced();
    story
        .when(
            new RecordAdvisoryActivity(
                ACCOUNT, "a1", kind, "Looked at it", List.of(new Person("p", "P", null))))
        .then(
            new AdvisoryActivityRecorded(
                Instant.parse(JUNE_1), "a1", kind, "Looked at it", List.of("p")));
    assertThat(story.status()).isEqualTo("recorded");
  }

  @Test
  void theKindsAreThoseOfTheContract() {
    assertThat(Stream.of(AdvisoryKind.values()).map(AdvisoryKind::key))
        .containsExactly(
            "usage-review",
            "optimisation-recommendation",
            "solution-design",
            "implementation-guidance",
            "certification-guidance",
            "learning-objectives",
            "roadmap-influence",
            "education-coordination",
            "support-coordination");
  }

  @Test
  void anUnnamedOneGetsAnId() {
    var story =
        advanced()
            .given(
                new RecordAdvisoryActivity(ACCOUNT, null, AdvisoryKind.USAGE_REVIEW, null, null));
    assertThat(story.item().id()).isEqualTo("made-1");
  }

  @Test
  void theFormIsTheUsualOne() {
    Form.refused(
        "activityId",
        () -> new RecordAdvisoryActivity(ACCOUNT, "", AdvisoryKind.USAGE_REVIEW, null, null));
    Form.refused(
        "summary",
        () ->
            new RecordAdvisoryActivity(
                ACCOUNT, null, AdvisoryKind.USAGE_REVIEW, "x".repeat(4_001), null));
    Form.refused(
        "attendees",
        () ->
            new RecordAdvisoryActivity(
                ACCOUNT,
                null,
                AdvisoryKind.USAGE_REVIEW,
                null,
                Collections.nCopies(1_001, new Person("p", null, null))));
  }

  @Test
  void anIdIsTakenOnce() {
    advanced().given(DESIGN).when(DESIGN).refused(Problem.DUPLICATE, "activityId", "a1");
  }

  @Test
  void itLiesNotAhead() {
    advanced()
        .when(DESIGN)
        .effective("2025-06-01T10:00:00.000001Z")
        .refused(Problem.FUTURE_DATED, "now", Instant.parse(JUNE_1));
  }

  @Test
  void itNeedsAContractInForce() {
    advanced()
        .when(DESIGN)
        .effective("2025-03-14T23:59:59.999999Z")
        .refused(Problem.NO_CONTRACT_IN_FORCE, "entitlement", "advisory");
  }

  @Test
  void itIsNotBoundByTheBackdatingLimit() {
    advanced().when(DESIGN).effective("2025-03-15T00:00:00Z").then();
  }

  @Test
  void itNeedsTermsThatListIt() {
    AccountStory.opened(JUNE_1, CatalogueFile.parse(OTHER))
        .buys("hours", "2025-05-15")
        .when(DESIGN)
        .refused(Problem.NOT_ENTITLED, "entitlement", "advisory", "tier", "hours");
  }
}

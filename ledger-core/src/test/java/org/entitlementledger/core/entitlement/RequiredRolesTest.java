package org.entitlementledger.core.entitlement;

import static java.math.BigDecimal.ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.AccountFixture.parse;
import static org.entitlementledger.core.Commands.ase;
import static org.entitlementledger.core.Commands.call;
import static org.entitlementledger.core.Commands.csa;
import static org.entitlementledger.core.Commands.issue;
import static org.entitlementledger.core.Commands.purchase;
import static org.entitlementledger.core.Commands.start;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.AccountFixture;
import org.entitlementledger.core.accelerator.AcceleratorCommand.RequestAccelerator;
import org.entitlementledger.core.accelerator.AcceleratorCommand.StartRequestedAccelerator;
import org.entitlementledger.core.advisory.AdvisoryCommand.RecordAdvisoryActivity;
import org.entitlementledger.core.advisory.AdvisoryKind;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.education.EducationCommand.OrderEducation;
import org.entitlementledger.core.hold.HoldCommand.ConfirmHold;
import org.entitlementledger.core.hold.HoldCommand.PlaceHold;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogScheduledProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.ScheduleProgressCall;
import org.entitlementledger.core.risk.RiskCommand.OpenRiskAssessment;
import org.entitlementledger.core.roireview.RoiReviewCommand.DeliverRoiReview;
import org.entitlementledger.core.support.SupportCommand.ChangeTicketSeverity;
import org.entitlementledger.core.support.SupportCommand.OpenTicket;
import org.entitlementledger.core.usage.UsageCommand.RecordUsage;
import org.entitlementledger.core.workshop.WorkshopCommand.DeliverWorkshop;
import org.junit.jupiter.api.Test;

/** What needs an assignee (CATALOGUE.md, {@code required}) is not used without one. */
class RequiredRolesTest {
  private static final String NOW = "2025-03-20T12:00:00Z";

  private static final List<AccountCommand> USES =
      List.of(
          start("a1"),
          issue(1),
          call("p1"),
          new DeliverRoiReview(ACCOUNT, "r1", null, null, null, null, null),
          new DeliverWorkshop(ACCOUNT, "w1", null, null, null, null),
          new RecordUsage(ACCOUNT, "u1", "hours", ONE),
          new OrderEducation(
              ACCOUNT, "o1", LocalDate.of(2025, 3, 20), Money.parse("listPrice", "100", "USD")),
          new OpenTicket(ACCOUNT, "t1", 2, parse(NOW)),
          new RecordAdvisoryActivity(ACCOUNT, "v1", AdvisoryKind.USAGE_REVIEW, null, null),
          new OpenRiskAssessment(ACCOUNT, "k1", "No backups"));

  private static Catalogue catalogue(String csaRequired, String aseRequired) {
    return CatalogueFile.parse(
        """
        catalogue: roles
        versions:
          - version: "1"
            effectiveFrom: 2025-01-01
            policies: { period: contract-year }
            entitlements:
              accelerator: { kind: program }
              certification-voucher: { kind: voucher }
              progress-call: { kind: session }
              roi-review: { kind: session }
              workshop: { kind: session }
              hours: { kind: units }
              education-discount: { kind: discount }
              sev2-support: { kind: support }
              advisory: { kind: activity }
              risk-assessment: { kind: activity }
              csa: { kind: role, required: [%s] }
              ase: { kind: role, required: [%s] }
            tiers:
              all:
                rank: 1
                entitlements:
                  accelerator: { limit: 5 }
                  certification-voucher: { limit: 5 }
                  progress-call: { limit: 5 }
                  roi-review: { limit: 5 }
                  workshop: { limit: unlimited }
                  hours: { limit: 5 }
                  education-discount: { percent: 10 }
                  sev2-support: { coverage: 24x7, firstResponse: PT4H }
                  advisory: {}
                  risk-assessment: {}
                  csa: {}
                  ase: {}
        """
            .formatted(csaRequired, aseRequired));
  }

  private static final String EVERYTHING =
      "accelerator, certification-voucher, progress-call, roi-review, workshop, hours,"
          + " education-discount, sev2-support, advisory, risk-assessment";

  private static AccountFixture account(Catalogue catalogue) {
    return AccountFixture.opened("UTC", "2025-03-15T00:00:00Z", catalogue)
        .given(purchase("c1", "all", "2025-03-15"))
        .now(NOW);
  }

  @Test
  void everyUseNeedsItsRole() {
    for (AccountCommand use : USES) {
      assertThat(
              account(catalogue(EVERYTHING, ""))
                  .when(use)
                  .refused(Problem.INVALID_TRANSITION)
                  .facts())
          .as(use.toString())
          .containsEntry("missing", "csa");
      account(catalogue(EVERYTHING, "")).given(csa("casey"), use);
      account(catalogue("", EVERYTHING))
          .given(csa("casey"))
          .when(use)
          .refused(Problem.INVALID_TRANSITION);
      account(catalogue("", EVERYTHING)).given(ase("alex"), use);
      account(catalogue("", "")).given(use);
    }
  }

  @Test
  void bothAreNeededWhereBothRequireIt() {
    AccountFixture account = account(catalogue("hours", "hours"));
    var use = new RecordUsage(ACCOUNT, "u1", "hours", ONE);
    account.given(csa("casey"));
    assertThat(account.when(use).refused(Problem.INVALID_TRANSITION).facts())
        .containsAllEntriesOf(Map.of("missing", "ase", "entitlement", "hours"));
    account.given(ase("alex"), use);
  }

  @Test
  void whatIsPlannedOrHeldNeedsItOnceItIsUsed() {
    AccountFixture account = account(catalogue(EVERYTHING, ""));
    account.given(
        new RequestAccelerator(ACCOUNT, "a1", "Pipelines", "Deploy daily", null),
        new PlaceHold(ACCOUNT, "h1", "hours", ONE, null),
        new ScheduleProgressCall(ACCOUNT, "p1", null, null, null),
        new OpenTicket(ACCOUNT, "t1", 3, parse(NOW)));
    List<AccountCommand> uses =
        List.of(
            new StartRequestedAccelerator(ACCOUNT, "a1", null),
            new ConfirmHold(ACCOUNT, "h1", null),
            new LogScheduledProgressCall(ACCOUNT, "p1", null, null, null),
            new ChangeTicketSeverity(ACCOUNT, "t1", 2));
    for (AccountCommand use : uses) {
      assertThat(account.when(use).refused(Problem.INVALID_TRANSITION).facts())
          .containsEntry("missing", "csa");
    }
    account.given(csa("casey"));
    uses.forEach(account::given);
  }
}

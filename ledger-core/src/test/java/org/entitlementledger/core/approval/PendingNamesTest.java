package org.entitlementledger.core.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.AccountFixture.ACCOUNT;
import static org.entitlementledger.core.Commands.purchase;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.entitlementledger.core.AccountCommand;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.AccountFixture;
import org.entitlementledger.core.approval.ApprovalCommand.ApprovePending;
import org.entitlementledger.core.approval.ApprovalEvent.ApprovalRequested;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.kernel.Person;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogScheduledProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallCommand.ScheduleProgressCall;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallLogged;
import org.entitlementledger.core.roireview.RoiReviewCommand.DeliverRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.DeliverScheduledRoiReview;
import org.entitlementledger.core.roireview.RoiReviewCommand.ScheduleRoiReview;
import org.entitlementledger.core.workshop.WorkshopCommand.DeliverScheduledWorkshop;
import org.entitlementledger.core.workshop.WorkshopCommand.DeliverWorkshop;
import org.entitlementledger.core.workshop.WorkshopCommand.ScheduleWorkshop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A command that awaits approval is stored for ever, so it must not name people but by their ids.
 */
class PendingNamesTest {
  private static final List<Person> ADA =
      List.of(new Person("ada", "Ada Lovelace", "ada@example.com"));

  private static final Catalogue BY_APPROVAL =
      CatalogueFile.parse(
          """
          catalogue: by-approval
          versions:
            - version: "1"
              effectiveFrom: 2025-01-01
              policies: { period: calendar-month, overage: approve }
              entitlements:
                progress-call: { kind: session }
                roi-review: { kind: session }
                workshop: { kind: session }
              tiers:
                one:
                  rank: 1
                  entitlements:
                    progress-call: { limit: 0 }
                    roi-review: { limit: 0 }
                    workshop: { limit: 0 }
          """);

  private static AccountFixture account() {
    return AccountFixture.opened("UTC", "2025-03-01T10:00:00Z", BY_APPROVAL)
        .given(
            purchase("c1", "one", "2025-03-01"),
            new ScheduleProgressCall(ACCOUNT, "call", null, null, null),
            new ScheduleRoiReview(ACCOUNT, "review", null, null, null),
            new ScheduleWorkshop(ACCOUNT, "workshop", null, null, null, null));
  }

  static List<AccountCommand> commands() {
    return List.of(
        new LogProgressCall(ACCOUNT, "c", null, ADA, "Went well"),
        new LogScheduledProgressCall(ACCOUNT, "call", null, ADA, null),
        new DeliverRoiReview(ACCOUNT, "r", null, ADA, null, null, null),
        new DeliverScheduledRoiReview(ACCOUNT, "review", null, ADA, null, null, null),
        new DeliverWorkshop(ACCOUNT, "w", null, null, ADA, null),
        new DeliverScheduledWorkshop(ACCOUNT, "workshop", null, ADA, null));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void isStoredWithTheIdsOfPeopleAlone(AccountCommand command) {
    List<AccountEvent> events = account().when(command).accepted();
    assertThat(events).hasExactlyElementsOfTypes(ApprovalRequested.class);
    assertThat(new String(LedgerJson.write(events.getFirst()), StandardCharsets.UTF_8))
        .contains("\"ada\"")
        .doesNotContain("Lovelace")
        .doesNotContain("example.com");
  }

  @Test
  void isDecidedWithTheSamePeopleOnceItIsApproved() {
    AccountFixture account = account();
    ApprovalRequested asked =
        (ApprovalRequested) account.when(commands().getFirst()).accepted().getFirst();
    List<AccountEvent> events =
        account.when(new ApprovePending(ACCOUNT, asked.approvalId())).by("boss").accepted();
    assertThat(((ProgressCallLogged) events.getLast()).attendeeIds()).containsExactly("ada");
  }
}

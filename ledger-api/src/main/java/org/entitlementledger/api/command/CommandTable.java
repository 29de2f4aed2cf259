package org.entitlementledger.api.command;

import static org.entitlementledger.api.command.CommandSection.commandsOf;
import static org.entitlementledger.api.command.CommandSection.commandsOfRole;
import static org.springframework.web.bind.annotation.RequestMethod.DELETE;
import static org.springframework.web.bind.annotation.RequestMethod.POST;
import static org.springframework.web.bind.annotation.RequestMethod.PUT;

import java.util.List;
import java.util.stream.Stream;
import org.entitlementledger.api.query.AccountSummary;
import org.entitlementledger.api.query.ContractAnswer;
import org.entitlementledger.api.query.ContractWithdrawal;
import org.entitlementledger.api.query.ItemCollection;
import org.entitlementledger.core.accelerator.AcceleratorCommand.*;
import org.entitlementledger.core.adjustment.AdjustmentCommand.*;
import org.entitlementledger.core.advisory.AdvisoryCommand.*;
import org.entitlementledger.core.approval.ApprovalCommand.*;
import org.entitlementledger.core.contract.ContractCommand.*;
import org.entitlementledger.core.education.EducationCommand.*;
import org.entitlementledger.core.grant.GrantCommand.*;
import org.entitlementledger.core.hold.HoldCommand.*;
import org.entitlementledger.core.profile.ProfileCommand.*;
import org.entitlementledger.core.progresscall.ProgressCallCommand.*;
import org.entitlementledger.core.risk.RiskCommand.*;
import org.entitlementledger.core.roireview.RoiReviewCommand.*;
import org.entitlementledger.core.support.SupportCommand.*;
import org.entitlementledger.core.team.Team;
import org.entitlementledger.core.team.TeamCommand.*;
import org.entitlementledger.core.usage.UsageCommand.*;
import org.entitlementledger.core.voucher.Voucher;
import org.entitlementledger.core.voucher.VoucherCommand.*;
import org.entitlementledger.core.workshop.WorkshopCommand.*;

/** All commands of the API with their paths, records and summaries. */
final class CommandTable {
  private static final CommandSection ACCOUNTS =
      new CommandSection(
              "/v1/accounts",
              "accountId",
              AccountSummary.class,
              AccountRepresentations::newAccount,
              AccountRepresentations::account)
          .make(OpenAccount.class, "Open an account")
          .at(PUT, "/{accountId}", RenameAccount.class, "Rename an account")
          .change(
              "tier-determination",
              DetermineTier.class,
              "Record the tier determined before the purchase");

  private static final CommandSection CONTRACTS =
      new CommandSection(
              "/v1/accounts/{accountId}/contracts",
              "contractId",
              ContractAnswer.class,
              AccountRepresentations::newContract,
              AccountRepresentations::contract)
          .make(PurchaseContract.class, "Buy a tier for a term")
          .change(
              "tier-change",
              ChangeTier.class,
              "Change the tier within the term, or request a downgrade at renewal")
          .change(
              "tier-change/withdrawal",
              WithdrawTierChange.class,
              "Withdraw a planned tier change or a requested downgrade")
          .at(
              POST,
              "/{predecessorId}/renewal",
              RenewContract.class,
              "Renew a contract: the next term is a contract of its own")
          .answering(ContractAnswer.class, AccountRepresentations::newContract)
          .change(
              "termination", TerminateContract.class, "Terminate a contract before its term ends")
          .change(
              "termination/withdrawal",
              WithdrawTermination.class,
              "Withdraw a termination that has not taken effect")
          .change(
              "withdrawal",
              WithdrawContract.class,
              "Withdraw a contract or renewal that has not begun")
          .answering(ContractWithdrawal.class, AccountRepresentations::withdrawal);

  private static final CommandSection CSA =
      commandsOfRole(Team.CSA)
          .at(
              PUT,
              "",
              AssignCsa.class,
              "Assign the Customer Success Architect, or hand over to another")
          .at(DELETE, "", EndCsa.class, "End the assignment of the Customer Success Architect");

  private static final CommandSection ASE =
      commandsOfRole(Team.ASE)
          .at(
              PUT,
              "",
              AssignAse.class,
              "Assign the Assigned Support Engineer, or hand over to another")
          .at(DELETE, "", EndAse.class, "End the assignment of the Assigned Support Engineer");

  private static final CommandSection ACCELERATORS =
      commandsOf(ItemCollection.ACCELERATORS)
          .make(StartAccelerator.class, "Start an accelerator, or request one for later")
          .orWhere("requested", RequestAccelerator.class)
          .change("start", StartRequestedAccelerator.class, "Start a requested accelerator")
          .change("schedule", ScheduleAccelerator.class, "Schedule a requested accelerator")
          .change("pause", PauseAccelerator.class, "Pause an accelerator")
          .change(
              "resume",
              ResumeAccelerator.class,
              "Resume an accelerator; its planned end moves by the pause")
          .change("checks", CheckAccelerator.class, "Record a weekly check of an accelerator")
          .change("milestones", ReachMilestone.class, "Record a milestone of an accelerator")
          .change(
              "completion", CompleteAccelerator.class, "Complete an accelerator, with its outcomes")
          .change(
              "cancellation",
              CancelAccelerator.class,
              "Cancel an accelerator before or after its start");

  private static final CommandSection PROGRESS_CALLS =
      commandsOf(ItemCollection.PROGRESS_CALLS)
          .make(LogProgressCall.class, "Log or schedule a progress call")
          .orWhere("scheduled", ScheduleProgressCall.class)
          .change("log", LogScheduledProgressCall.class, "Log a scheduled progress call as held")
          .change(
              "no-show",
              RecordProgressCallNoShow.class,
              "Record a no-show at a scheduled progress call")
          .change("cancellation", CancelProgressCall.class, "Cancel a scheduled progress call")
          .change("void", VoidProgressCall.class, "Void a progress call logged by mistake");

  private static final CommandSection ROI_REVIEWS =
      commandsOf(ItemCollection.ROI_REVIEWS)
          .make(DeliverRoiReview.class, "Record, schedule or plan an ROI review")
          .orWhere("scheduled", ScheduleRoiReview.class)
          .orWhere("planned", PlanRoiReview.class)
          .change("schedule", SchedulePlannedRoiReview.class, "Schedule a planned ROI review")
          .change(
              "delivery",
              DeliverScheduledRoiReview.class,
              "Record the delivery of a scheduled ROI review")
          .change(
              "no-show", RecordRoiReviewNoShow.class, "Record a no-show at a scheduled ROI review")
          .change("cancellation", CancelRoiReview.class, "Cancel an undelivered ROI review")
          .change("void", VoidRoiReview.class, "Void an ROI review recorded by mistake");

  private static final CommandSection WORKSHOPS =
      commandsOf(ItemCollection.WORKSHOPS)
          .make(DeliverWorkshop.class, "Record or schedule a workshop")
          .orWhere("scheduled", ScheduleWorkshop.class)
          .change(
              "delivery",
              DeliverScheduledWorkshop.class,
              "Record the delivery of a scheduled workshop")
          .change("no-show", RecordWorkshopNoShow.class, "Record a no-show at a scheduled workshop")
          .change("cancellation", CancelWorkshop.class, "Cancel a scheduled workshop")
          .change("void", VoidWorkshop.class, "Void a workshop recorded by mistake");

  private static final CommandSection VOUCHERS =
      commandsOf(ItemCollection.VOUCHERS)
          .make(IssueVoucher.class, "Issue vouchers, all or none")
          .answering(IssuedAnswer.class, IssuedAnswer::of)
          .change("assignment", AssignVoucher.class, "Assign a voucher")
          .change("booking", BookVoucher.class, "Book an exam with a voucher")
          .change("redemption", RedeemVoucher.class, "Redeem a voucher for an exam")
          .change(
              "void",
              VoidVoucherRedemption.class,
              "Void a redemption recorded on the wrong voucher")
          .change("revocation", RevokeVoucher.class, "Revoke an unredeemed voucher")
          .change(
              "replacement", ReplaceVoucher.class, "Replace an unredeemed voucher with a new code")
          .answering(Voucher.class, IssuedAnswer::standIn);

  private static final CommandSection EDUCATION_ORDERS =
      commandsOf(ItemCollection.EDUCATION_ORDERS)
          .make(OrderEducation.class, "Order education services at the discount of the order date")
          .change(
              "reversal",
              ReverseEducationOrder.class,
              "Reverse an education order by a credit note");

  private static final CommandSection TICKETS =
      commandsOf(ItemCollection.TICKETS)
          .make(
              OpenTicket.class,
              "Open a support ticket; severity 2 sets a due time for the first response")
          .change(
              "first-response",
              RespondToTicket.class,
              "Record the first response to a support ticket")
          .change("severity", ChangeTicketSeverity.class, "Change the severity of a support ticket")
          .change("closure", CloseTicket.class, "Close a support ticket");

  private static final CommandSection RISK_ASSESSMENTS =
      commandsOf(ItemCollection.RISK_ASSESSMENTS)
          .make(OpenRiskAssessment.class, "Open a risk assessment")
          .change("assessment", AssessRisk.class, "Rate the severity and category of a risk")
          .change("plan", AgreeRiskPlan.class, "Agree on a mitigation plan for a risk")
          .change("mitigation", MitigateRisk.class, "Mark a risk as mitigated")
          .change("acceptance", AcceptRisk.class, "Accept a risk")
          .change("reopening", ReopenRisk.class, "Reopen a risk");

  private static final CommandSection ADVISORY_ACTIVITIES =
      commandsOf(ItemCollection.ADVISORY_ACTIVITIES)
          .make(RecordAdvisoryActivity.class, "Record an advisory activity");

  private static final CommandSection USAGE =
      commandsOf(ItemCollection.USAGE)
          .make(RecordUsage.class, "Record usage of an entitlement of the kind units")
          .change("reversal", ReverseUsage.class, "Reverse usage recorded by mistake");

  private static final CommandSection HOLDS =
      commandsOf(ItemCollection.HOLDS)
          .make(PlaceHold.class, "Reserve a quantity")
          .change("confirmation", ConfirmHold.class, "Consume a hold, in whole or in part")
          .change("release", ReleaseHold.class, "Release a hold");

  private static final CommandSection GRANTS =
      commandsOf(ItemCollection.GRANTS)
          .make(GrantTopUp.class, "Grant a quantity that was bought or promised")
          .change("revocation", RevokeGrant.class, "Revoke a grant; its unused quantity lapses");

  private static final CommandSection ADJUSTMENTS =
      commandsOf(ItemCollection.ADJUSTMENTS)
          .make(RequestAdjustment.class, "Request an adjustment of a balance")
          .change(
              "approval",
              ApproveAdjustment.class,
              "Approve an adjustment that another person requested")
          .change("rejection", RejectAdjustment.class, "Reject an adjustment");

  private static final CommandSection APPROVALS =
      commandsOf(ItemCollection.APPROVALS)
          .change(
              "approval",
              ApprovePending.class,
              "Approve a pending command: it runs at its own effective time")
          .answering(SettledAnswer.class, SettledAnswer::of)
          .change("rejection", RejectPending.class, "Reject a pending command");

  static final List<CommandRoute> COMMANDS =
      Stream.of(
              ACCOUNTS,
              CONTRACTS,
              CSA,
              ASE,
              ACCELERATORS,
              PROGRESS_CALLS,
              ROI_REVIEWS,
              WORKSHOPS,
              VOUCHERS,
              EDUCATION_ORDERS,
              TICKETS,
              RISK_ASSESSMENTS,
              ADVISORY_ACTIVITIES,
              USAGE,
              HOLDS,
              GRANTS,
              ADJUSTMENTS,
              APPROVALS)
          .flatMap(CommandSection::routes)
          .toList();

  private CommandTable() {}
}

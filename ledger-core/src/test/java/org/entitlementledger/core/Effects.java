package org.entitlementledger.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.entitlementledger.core.approval.ApprovalCommand.ApprovePending;
import org.entitlementledger.core.json.EventNames;

/**
 * What commands may lead to, for the documents. Every command that a test of an account sees
 * accepted is held against it.
 */
public final class Effects {
  private static final String THRESHOLD = "threshold-reached";
  private static final String APPROVAL = "approval-requested";

  /** The command's own field for its effective time; {@code occurredAt} for all others. */
  private static final Map<String, String> TIMES =
      Map.ofEntries(
          Map.entry("request-accelerator", "startsOn"),
          Map.entry("start-accelerator", "startsOn"),
          Map.entry("start-requested-accelerator", "startsOn"),
          Map.entry("schedule-accelerator", "startsOn"),
          Map.entry("reach-milestone", "reachedOn"),
          Map.entry("complete-accelerator", "completedOn"),
          Map.entry("cancel-accelerator", "cancelledOn"),
          Map.entry("request-adjustment", "validFrom"),
          Map.entry("purchase-contract", "startsOn"),
          Map.entry("change-tier", "effectiveOn"),
          Map.entry("terminate-contract", "effectiveOn"),
          Map.entry("order-education", "orderedOn"),
          Map.entry("grant-top-up", "validFrom"),
          Map.entry("open-ticket", "openedAt"),
          Map.entry("respond-to-ticket", "respondedAt"),
          Map.entry("assign-csa", "from"),
          Map.entry("assign-ase", "from"),
          Map.entry("redeem-voucher", "examAt"));

  /** By the command's name; one that draws may reach a threshold, or await approval. */
  private static final Map<String, List<String>> EVENTS = events();

  private Effects() {}

  private static Map<String, List<String>> events() {
    var events = new TreeMap<String, List<String>>();
    events.put("accept-risk", List.of("risk-accepted"));
    events.put("agree-risk-plan", List.of("risk-plan-agreed"));
    events.put("approve-adjustment", List.of("adjustment-approved", THRESHOLD));
    events.put("approve-pending", List.of("approval-granted"));
    events.put("assess-risk", List.of("risk-assessed"));
    events.put(
        "assign-ase", List.of("role-assigned", "role-handed-over", "role-assignment-withdrawn"));
    events.put(
        "assign-csa", List.of("role-assigned", "role-handed-over", "role-assignment-withdrawn"));
    events.put("assign-voucher", List.of("voucher-assigned"));
    events.put("book-voucher", List.of("voucher-booked"));
    events.put("cancel-accelerator", List.of("accelerator-cancelled"));
    events.put("cancel-progress-call", List.of("progress-call-cancelled"));
    events.put("cancel-roi-review", List.of("roi-review-cancelled"));
    events.put("cancel-workshop", List.of("workshop-cancelled"));
    events.put("change-ticket-severity", List.of("ticket-severity-changed"));
    events.put("change-tier", List.of("tier-changed", "downgrade-requested", APPROVAL));
    events.put("check-accelerator", List.of("accelerator-checked"));
    events.put("close-ticket", List.of("ticket-closed"));
    events.put("complete-accelerator", List.of("accelerator-completed"));
    events.put("confirm-hold", List.of("hold-confirmed", THRESHOLD));
    events.put("deliver-roi-review", drawing("roi-review-delivered"));
    events.put("deliver-scheduled-roi-review", drawing("roi-review-delivered"));
    events.put("deliver-scheduled-workshop", drawing("workshop-delivered"));
    events.put("deliver-workshop", drawing("workshop-delivered"));
    events.put("determine-tier", List.of("tier-determined"));
    events.put("end-ase", List.of("role-ended", "role-assignment-withdrawn"));
    events.put("end-csa", List.of("role-ended", "role-assignment-withdrawn"));
    events.put("grant-top-up", List.of("top-up-granted"));
    events.put("issue-voucher", drawing("voucher-issued"));
    events.put("log-progress-call", drawing("progress-call-logged"));
    events.put("log-scheduled-progress-call", drawing("progress-call-logged"));
    events.put("mitigate-risk", List.of("risk-mitigated"));
    events.put("open-account", List.of("account-opened"));
    events.put("open-risk-assessment", List.of("risk-assessment-opened"));
    events.put("open-ticket", List.of("ticket-opened"));
    events.put("order-education", List.of("education-ordered"));
    events.put("pause-accelerator", List.of("accelerator-paused"));
    events.put("place-hold", List.of("hold-placed"));
    events.put("plan-roi-review", List.of("roi-review-planned"));
    events.put("purchase-contract", List.of("contract-purchased"));
    events.put("reach-milestone", List.of("milestone-reached"));
    events.put("record-advisory-activity", List.of("advisory-activity-recorded"));
    events.put("record-progress-call-no-show", drawing("progress-call-no-show-recorded"));
    events.put("record-roi-review-no-show", drawing("roi-review-no-show-recorded"));
    events.put("record-usage", drawing("usage-recorded"));
    events.put("record-workshop-no-show", drawing("workshop-no-show-recorded"));
    events.put("redeem-voucher", List.of("voucher-redeemed"));
    events.put("reject-adjustment", List.of("adjustment-rejected"));
    events.put("reject-pending", List.of("approval-rejected"));
    events.put("release-hold", List.of("hold-released"));
    events.put("rename-account", List.of("account-renamed"));
    events.put("renew-contract", List.of("contract-renewed"));
    events.put("reopen-risk", List.of("risk-reopened"));
    events.put("replace-voucher", List.of("voucher-replaced"));
    events.put("request-accelerator", List.of("accelerator-requested"));
    events.put(
        "request-adjustment", List.of("adjustment-requested", "adjustment-approved", THRESHOLD));
    events.put("respond-to-ticket", List.of("ticket-responded"));
    events.put("resume-accelerator", List.of("accelerator-resumed"));
    events.put("reverse-education-order", List.of("education-order-reversed"));
    events.put("reverse-usage", List.of("usage-reversed"));
    events.put("revoke-grant", List.of("grant-revoked", THRESHOLD));
    events.put("revoke-voucher", List.of("voucher-revoked"));
    events.put("schedule-accelerator", List.of("accelerator-scheduled"));
    events.put("schedule-planned-roi-review", List.of("roi-review-scheduled"));
    events.put("schedule-progress-call", List.of("progress-call-scheduled"));
    events.put("schedule-roi-review", List.of("roi-review-scheduled"));
    events.put("schedule-workshop", List.of("workshop-scheduled"));
    events.put("start-accelerator", drawing("accelerator-started"));
    events.put("start-requested-accelerator", drawing("accelerator-started"));
    events.put("terminate-contract", List.of("contract-terminated", "contract-withdrawn"));
    events.put("withdraw-contract", List.of("contract-withdrawn"));
    events.put("withdraw-termination", List.of("termination-withdrawn"));
    events.put("withdraw-tier-change", List.of("tier-change-withdrawn", "downgrade-withdrawn"));
    events.put("void-progress-call", List.of("progress-call-voided"));
    events.put("void-roi-review", List.of("roi-review-voided"));
    events.put("void-voucher-redemption", List.of("voucher-redemption-voided"));
    events.put("void-workshop", List.of("workshop-voided"));
    return events;
  }

  private static List<String> drawing(String event) {
    return List.of(event, THRESHOLD, APPROVAL);
  }

  /** The names of the events that a command of this name may lead to. */
  public static List<String> events(String command) {
    List<String> known = EVENTS.get(command);
    if (known == null) {
      throw new AssertionError("say in core.Effects what " + command + " may lead to");
    }
    return known;
  }

  /** The component in which a command of this name says when it took effect. */
  public static String time(String command) {
    return TIMES.getOrDefault(command, "occurredAt");
  }

  /** An accepted command has led to nothing else. */
  static void check(AccountCommand command, List<? extends AccountEvent> events) {
    if (!(command instanceof ApprovePending)) {
      List<String> possible = events(EventNames.of(command.getClass()));
      for (AccountEvent event : events) {
        assertThat(possible).contains(EventNames.of(event.getClass()));
      }
    }
  }
}

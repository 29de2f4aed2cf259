package org.entitlementledger.api.command;

import io.swagger.v3.oas.models.tags.Tag;
import java.util.Arrays;
import java.util.List;
import org.entitlementledger.api.web.route.Route;
import org.springframework.web.method.HandlerMethod;

/** The groups of operations in the OpenAPI document, in the order of API.md. */
enum OpenApiGroup {
  ACCOUNTS(
      "Accounts",
      "Accounts, and the tier that was determined for them.",
      "Account",
      "accounts",
      "tier-determination"),
  CONTRACTS(
      "Contracts", "Purchases, renewals, tier changes and terminations.", "Contract", "contracts"),
  TEAM("Team", "The Customer Success Architect and the Assigned Support Engineer.", "csa", "ase"),
  ENTITLEMENTS(
      "Entitlements",
      "Balances, what they are made of, and whether a quantity may be consumed.",
      "Entitlement",
      "Source",
      "Explanation"),
  ACCELERATORS(
      "Accelerators",
      "Programs of several weeks, each with a goal and measurable outcomes.",
      "accelerators"),
  PROGRESS_CALLS("Progress calls", "Calls held or scheduled with the architect.", "progress-calls"),
  ROI_REVIEWS(
      "ROI reviews",
      "Reviews delivered, scheduled or planned, with their return on investment.",
      "roi-reviews"),
  WORKSHOPS("Workshops", "Workshops delivered or scheduled.", "workshops"),
  VOUCHERS("Vouchers", "Certification vouchers from issue to redemption.", "vouchers"),
  EDUCATION_ORDERS(
      "Education orders",
      "Orders of education services at the tier's discount.",
      "education-orders"),
  TICKETS("Tickets", "Support tickets and their response times.", "tickets"),
  RISK_ASSESSMENTS(
      "Risk assessments",
      "Risks to an account's success and their mitigation; visible to staff only.",
      "risk-assessments"),
  ADVISORY_ACTIVITIES(
      "Advisory activities", "Advice that the architect gave.", "advisory-activities"),
  USAGE("Usage", "Usage of entitlements of the kind units.", "usage"),
  HOLDS("Holds", "Quantities reserved until they are consumed or released.", "holds"),
  GRANTS("Grants", "Quantities bought or promised in addition to the tier.", "grants"),
  ADJUSTMENTS("Adjustments", "Corrections of balances, approved by another person.", "adjustments"),
  APPROVALS("Approvals", "Commands that another person must approve first.", "approvals"),
  BATCHES("Batches", "Many commands in one request, one per line.", "Batch", "CommandList"),
  AUDIT(
      "Audit",
      "Events, refused attempts, history, reports, exports, proofs and verifications.",
      "Audit",
      "History",
      "Export",
      "Tree",
      "Verification",
      "Report"),
  FINANCE(
      "Finance",
      "Roll-forwards, registers, closings, the journal, and reconciliation with a provider's file"
          + " of redemptions.",
      "RollForward",
      "Cell",
      "Journal",
      "Register",
      "Closing",
      "Reconciliation",
      "Resolution"),
  ADMINISTRATION(
      "Administration", "Views, backups and the erasure of people.", "Views", "Backup", "Erasure"),
  TEST_CLOCK("Test clock", "The clock of a rehearsal ledger.", "TestClock");

  /** The place of the account's id in a path that is split at slashes. */
  private static final int ACCOUNT = 3;

  private final String title;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // as List.of makes it
  private final List<String> names;

  OpenApiGroup(String title, String description, String... names) {
    this.title = title;
    this.description = description;
    this.names = List.of(names);
  }

  String title() {
    return title;
  }

  static List<Tag> tags() {
    return Arrays.stream(values())
        .map(group -> new Tag().name(group.title).description(group.description))
        .toList();
  }

  /** The group of an operation: that of its collection, or of its controller. */
  static OpenApiGroup of(HandlerMethod handler) {
    Route route = Route.of(handler);
    String name =
        route == null
            ? handler.getBeanType().getSimpleName().replace("Controller", "")
            : collection(route.path());
    return Arrays.stream(values())
        .filter(group -> group.names.contains(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(handler + " is in no group"));
  }

  /** What follows the account in a path. */
  private static String collection(String path) {
    String[] segments = path.split("/", -1);
    return segments.length > ACCOUNT + 1 ? segments[ACCOUNT + 1] : "accounts";
  }
}

package org.entitlementledger.api.http;

import io.swagger.v3.oas.models.tags.Tag;
import java.util.Arrays;
import java.util.List;

/** The groups of operations in the OpenAPI document, in the order of API.md. */
enum OpenApiGroup {
  ACCOUNTS("Accounts", "Accounts, and the tier that was determined for them.", "Account"),
  CONTRACTS("Contracts", "Purchases, renewals, tier changes and terminations.", "Contract"),
  TEAM("Team", "The Customer Success Architect and the Assigned Support Engineer.", "Team"),
  ENTITLEMENTS(
      "Entitlements",
      "What is left, what it is made of, and whether a quantity may be consumed.",
      "Entitlement",
      "Source",
      "Explanation"),
  ACCELERATORS("Accelerators", "Programs of several weeks with a goal.", "Accelerator"),
  PROGRESS_CALLS("Progress calls", "Calls that were held or are scheduled.", "ProgressCall"),
  ROI_REVIEWS("ROI reviews", "Reviews that were delivered or are scheduled.", "RoiReview"),
  WORKSHOPS("Workshops", "Workshops that were delivered or are scheduled.", "Workshop"),
  VOUCHERS("Vouchers", "Certification vouchers from issue to redemption.", "Voucher"),
  EDUCATION_ORDERS(
      "Education orders", "Orders of education services at the tier's discount.", "EducationOrder"),
  TICKETS("Tickets", "Support tickets and their response times.", "Ticket"),
  RISK_ASSESSMENTS("Risk assessments", "Risks to an account's success, for staff alone.", "Risk"),
  ADVISORY_ACTIVITIES("Advisory activities", "What the architect advised on.", "Advisory"),
  USAGE("Usage", "Consumption of entitlements of the kind units.", "Usage"),
  HOLDS("Holds", "Quantities reserved until they are consumed or released.", "Hold"),
  GRANTS("Grants", "Quantities bought or promised beside the tier.", "Grant"),
  ADJUSTMENTS("Adjustments", "Corrections of balances, approved by another person.", "Adjustment"),
  APPROVALS("Approvals", "Commands that another person must approve.", "Approval"),
  BATCHES("Batches", "Many commands in one request.", "Batch", "Commands"),
  AUDIT(
      "Audit",
      "Events, refusals, history, exports, proofs and verifications.",
      "Audit",
      "History",
      "Export",
      "Tree",
      "Verification",
      "Report"),
  FINANCE("Finance", "Reconciliation with a provider's redemptions.", "Reconciliation"),
  ADMINISTRATION(
      "Administration", "Views, backups and the erasure of people.", "Views", "Backup", "Erasure"),
  TEST_CLOCK("Test clock", "The clock of a rehearsal ledger.", "TestClock");

  private final String title;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // as List.of makes it
  private final List<String> controllers;

  OpenApiGroup(String title, String description, String... controllers) {
    this.title = title;
    this.description = description;
    this.controllers = List.of(controllers);
  }

  String title() {
    return title;
  }

  static List<Tag> tags() {
    return Arrays.stream(values())
        .map(group -> new Tag().name(group.title).description(group.description))
        .toList();
  }

  /** The group of a controller's operations. */
  static OpenApiGroup of(Class<?> controller) {
    String name = controller.getSimpleName().replace("Controller", "");
    return Arrays.stream(values())
        .filter(group -> group.controllers.contains(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(controller + " is in no group"));
  }
}

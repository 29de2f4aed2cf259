package org.entitlementledger.api.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.ok;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Expect;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Whatever the OpenAPI document lets a customer read of its account holds nothing that staff wrote
 * for themselves, and does not say who they are (API.md, "Who may do what").
 */
class CustomerViewTest {
  private static final String ACCOUNT = "/v1/accounts/theirs";
  private static final Set<String> FOR_STAFF =
      Set.of("note", "actor", "requestedBy", "decidedBy", "approvedBy", "rejectedBy", "payload");

  /** In each text that is for staff alone, and in the ids of staff. */
  private static final String MARK = "zq-";

  private static final List<String> PEOPLE =
      List.of(MARK + "operator", MARK + "approver", MARK + "admin");

  private static Tokens issuer;
  private static Service service;
  private static Client customer;
  private static Client staff;
  private static Client approver;
  private static int marks;

  @BeforeAll
  static void start() throws IOException {
    issuer = new Tokens();
    Path folder = Service.folder();
    Path catalogue = folder.resolve("everything.yaml");
    try (InputStream file = Service.class.getResourceAsStream("everything.yaml")) {
      Files.copy(requireNonNull(file), catalogue);
    }
    String settings = "spring.security.oauth2.resourceserver.jwt.";
    service =
        Service.start(
            folder,
            all -> {
              Service.put(all, settings + "jwk-set-uri", issuer.keys());
              Service.put(all, settings + "audiences", "ledger");
              Service.put(all, "ledger.catalogue", catalogue.toString());
              Service.put(all, "ledger.test-clock", "2025-06-15T12:00:00Z");
              return Service.put(all, "server.address", "127.0.0.1");
            });
    customer = with(Map.of("sub", "cora", "roles", "customer", "accounts", List.of("theirs")));
    staff = with(Map.of("sub", PEOPLE.get(0), "roles", "operator"));
    approver = with(Map.of("sub", PEOPLE.get(1), "roles", "approver"));
    fill();
  }

  @AfterAll
  static void stop() {
    service.close();
    issuer.close();
  }

  private static Client with(Map<String, ?> claims) {
    return service.bearer(issuer.signed(claims));
  }

  private static String mark() {
    marks++;
    return MARK + marks + "-";
  }

  /** Sends a command with a reason; {@code ?} in its fields stands for a text for staff. */
  private static JsonNode done(Client who, String method, String path, String fields) {
    String marked = fields;
    while (marked.contains("?")) {
      marked = marked.replaceFirst("\\?", mark());
    }
    String body = "{%s%s'reason':'%s'}".formatted(marked, marked.isEmpty() ? "" : ",", mark());
    Reply reply = who.send(method, path, body.replace('\'', '"').getBytes(UTF_8));
    assertThat(reply.status()).as(path + " " + reply.body()).isBetween(200, 202);
    return reply.json();
  }

  private static JsonNode done(String path, String fields) {
    return done(staff, "POST", ACCOUNT + path, fields);
  }

  private static void decided(String path) {
    done(approver, "POST", ACCOUNT + path, "");
  }

  /** Something in each collection, in each state that tells of staff. */
  private static void fill() {
    done(staff, "POST", "/v1/accounts", "'accountId':'theirs','name':'Theirs'");
    done("/tier-determination", "'tier':'all'");
    done("/contracts", "'contractId':'c1','tier':'all','startsOn':'2025-06-01','termMonths':12");
    done(staff, "PUT", ACCOUNT + "/csa", "'person':{'id':'pat'}");
    done(staff, "PUT", ACCOUNT + "/ase", "'person':{'id':'sam'}");
    fillPrograms();
    fillSessions();
    fillQuota();
    fillOthers();
    done("/contracts/c1/renewal", "'contractId':'c2','termMonths':12");
    done("/contracts/c1/termination", "'effectiveOn':'2026-01-01'");
  }

  private static void fillPrograms() {
    done("/accelerators", "'acceleratorId':'a1','theme':'Pipelines','goal':'Daily'");
    done("/accelerators/a1/checks", "'week':1,'status':'on-track','note':'?'");
    done("/accelerators/a1/milestones", "'title':'First','note':'?'");
    done("/accelerators/a1/pause", "");
    done("/accelerators", "'acceleratorId':'a2','theme':'Tests','goal':'Fast','requested':true");
    done("/accelerators/a2/cancellation", "'cancelledOn':'2025-06-15','cause':'vendor'");
    done("/vouchers", "'quantity':2,'codes':['v1','v2']");
    done("/vouchers/v1/assignment", "'assignee':{'id':'kim','name':'Kim'}");
    done("/vouchers/v1/redemption", "'examAt':'2025-06-15'");
    done("/vouchers/v2/replacement", "");
  }

  private static void fillSessions() {
    done("/progress-calls", "'callId':'p1','summary':'Shared','attendees':[{'id':'kim'}]");
    done("/progress-calls/p1/void", "");
    for (String path : List.of("/roi-reviews", "/workshops")) {
      String id = path.equals("/workshops") ? "workshopId" : "reviewId";
      done(path, "'" + id + "':'s1','scheduled':true,'occurredAt':'2025-07-01'");
      done(path + "/s1/cancellation", "");
    }
    done("/advisory-activities", "'activityId':'x1','kind':'usage-review','summary':'Shared'");
  }

  private static void fillQuota() {
    done("/usage", "'usageId':'u1','entitlement':'hours','quantity':1");
    done("/usage/u1/reversal", "");
    done("/grants", "'grantId':'g1','entitlement':'hours','quantity':1,'orderReference':'o'");
    done("/grants/g1/revocation", "");
    done("/holds", "'holdId':'h1','entitlement':'hours','quantity':1");
    done("/holds/h1/release", "");
    for (String id : List.of("rejected-1", "approved", "rejected-2", "awaiting", "rejected-3")) {
      done("/adjustments", "'adjustmentId':'" + id + "','entitlement':'hours','quantity':2");
      if (!id.equals("awaiting")) {
        decided("/adjustments/" + id + (id.equals("approved") ? "/approval" : "/rejection"));
      }
    }
    for (String how : List.of("approval", "rejection", "")) {
      JsonNode asked = done("/usage", "'entitlement':'hours','quantity':20");
      if (!how.isEmpty()) {
        decided("/approvals/" + asked.path("approvalId").asString() + "/" + how);
      }
    }
  }

  private static void fillOthers() {
    done(
        "/education-orders",
        "'orderId':'e1','orderedOn':'2025-06-10','listPrice':{'amount':'9.00','currency':'USD'}");
    done("/education-orders/e1/reversal", "");
    done("/tickets", "'ticketId':'t1','severity':2,'openedAt':'2025-06-15T10:00:00Z'");
    done("/tickets/t1/closure", "");
    done("/risk-assessments", "'riskId':'risk-1','title':'?'");
    done("/risk-assessments/risk-1/assessment", "'severity':'?','category':'?'");
    done("/risk-assessments/risk-1/plan", "'actions':['?']");
  }

  private record Operation(String path, List<String> parameters) {
    List<String> queries() {
      return parameters.contains("asOf")
          ? List.of(
              "?limit=1000",
              "?asOf=2025-06-15&limit=1000",
              "?asOf=2025-09-01&limit=1000",
              "?recordedAsOf=2025-06-15&limit=1000",
              "?asOf=2025-06-30&recordedAsOf=2025-06-15T12:00:00Z&limit=1000",
              "?recordedAsOf=2025-01-01&limit=1000")
          : List.of("?limit=1000");
    }

    String query(String query) {
      return parameters.contains("limit") ? query : query.replaceAll("[?&]limit=1000", "");
    }
  }

  /** What a customer may read of an account. */
  private static List<Operation> operations() {
    var operations = new ArrayList<Operation>();
    JsonNode paths = service.anonymous().get("/v3/api-docs").json().path("paths");
    for (var path : paths.properties()) {
      JsonNode get = path.getValue().path("get");
      boolean readable =
          get.path("x-roles").valueStream().anyMatch(role -> role.asString().equals("customer"));
      if (path.getKey().startsWith("/v1/accounts") && readable) {
        List<String> parameters =
            get.path("parameters").valueStream().map(one -> one.path("name").asString()).toList();
        operations.add(new Operation(path.getKey(), parameters));
      }
    }
    assertThat(operations).hasSizeGreaterThan(35);
    return operations;
  }

  /** The paths of one operation: one for each thing that staff see in its collection. */
  private static List<String> targets(Operation operation) {
    String path = operation.path().replace("/v1/accounts/{accountId}", ACCOUNT);
    int variable = path.indexOf('{');
    if (variable < 0) {
      return List.of(path);
    }
    String name = path.substring(variable + 1, path.indexOf('}'));
    String collection = path.substring(0, variable - 1);
    JsonNode list = ok(staff.get(collection));
    JsonNode things = list.path(name.equals("key") ? "entitlements" : "items");
    assertThat(things.isEmpty()).as(collection).isFalse();
    return things
        .valueStream()
        .filter(thing -> !name.equals("key") || !collection.equals(path) || thing.has("window"))
        .map(thing -> thing.path(name.equals("key") ? "entitlement" : name).asString())
        .map(id -> path.replace("{" + name + "}", id))
        .toList();
  }

  @Test
  void nothingThatIsForStaffIsShownToACustomer() {
    var toStaff = new StringBuilder();
    for (Operation operation : operations()) {
      for (String target : targets(operation)) {
        for (String query : operation.queries()) {
          String path = target + operation.query(query);
          Reply seen = staff.get(path);
          Reply shown = customer.get(path);
          toStaff.append(seen.body());
          isForCustomers(path, seen, shown);
        }
      }
    }
    for (int i = 1; i <= marks; i++) {
      assertThat(toStaff).as("staff see it").contains(MARK + i + "-");
    }
    assertThat(toStaff).contains(PEOPLE.get(0)).contains(PEOPLE.get(1));
  }

  private static void isForCustomers(String path, Reply seen, Reply shown) {
    if (path.contains("/risk-assessments/") || path.contains("/adjustments/rejected")) {
      Expect.refused(404, "not-found", shown);
    } else {
      assertThat(shown.status()).as(path).isEqualTo(seen.status());
    }
    assertThat(shown.body()).as(path).doesNotContain(MARK).doesNotContain("risk-assessment-");
    var names = new TreeSet<String>();
    names(shown.json(), names);
    assertThat(names).as(path).doesNotContainAnyElementsOf(FOR_STAFF).doesNotContain("reason");
  }

  private static void names(JsonNode node, Set<String> names) {
    names.addAll(node.propertyNames());
    node.forEach(part -> names(part, names));
  }

  @Test
  void whatIsHiddenIsAsIfItWereNotThere() {
    String risks = ACCOUNT + "/risk-assessments";
    assertThat(ok(customer.get(risks)).path("items").isEmpty()).isTrue();
    assertThat(ok(staff.get(risks)).path("items").size()).isEqualTo(1);
    assertThat(customer.get(risks + "/risk-1").body())
        .isEqualTo(customer.get(risks + "/risk-2").body().replace("risk-2", "risk-1"));
    String adjustments = ACCOUNT + "/adjustments";
    assertThat(customer.get(adjustments + "/rejected-1").body())
        .isEqualTo(customer.get(adjustments + "/none").body().replace("none", "rejected-1"));
    assertThat(pages(staff, adjustments))
        .containsExactly("rejected-1", "approved", "rejected-2", "awaiting", "rejected-3");
    assertThat(pages(customer, adjustments)).containsExactly("approved", "awaiting");
  }

  /** The ids of all pages of one thing each. */
  private static List<String> pages(Client who, String path) {
    var ids = new ArrayList<String>();
    String after = "";
    do {
      JsonNode page = ok(who.get(path + "?limit=1" + after));
      assertThat(page.path("items").size()).isEqualTo(1);
      ids.add(page.path("items").get(0).path("adjustmentId").asString());
      after = page.has("next") ? "&after=" + page.path("next").asString() : "";
    } while (!after.isEmpty());
    return ids;
  }

  @Test
  void aHistoryLeavesOutWhatIsHidden() {
    for (String path :
        List.of("/history?limit=", "/history/difference?recordedAsOf=2025-01-01&limit=")) {
      List<String> all = types(staff, path);
      assertThat(all).contains("risk-assessed", "adjustment-rejected", "adjustment-requested");
      assertThat(types(customer, path))
          .isEqualTo(
              all.stream()
                  .filter(type -> !type.startsWith("risk-"))
                  .filter(type -> !type.matches("adjustment-(requested|rejected)"))
                  .toList())
          .contains("adjustment-approved", "approval-requested");
    }
  }

  private static List<String> types(Client who, String path) {
    var types = new ArrayList<String>();
    String after = "";
    do {
      JsonNode page = ok(who.get(ACCOUNT + path + "7" + after));
      assertThat(page.path("items").isEmpty()).isFalse();
      page.path("items").forEach(event -> types.add(event.path("type").asString()));
      after = page.has("next") ? "&after=" + page.path("next").asString() : "";
    } while (!after.isEmpty());
    return types;
  }

  @Test
  void aCheckSaysWhy() {
    JsonNode check =
        ok(
            customer.post(
                ACCOUNT + "/entitlements/certification-voucher/check", "{\"quantity\":99}"));
    assertThat(check.path("allowed").asBoolean()).isFalse();
    assertThat(check.path("reason").asString()).isEqualTo("quota-exhausted");
  }
}

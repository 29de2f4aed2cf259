package org.entitlementledger.api.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.Test;

/** Closed by default: every route that exists is tried by everybody. */
class AccessTest {
  private static final Service SERVICE = Service.shared();
  private static final Set<String> EVERYBODY =
      Set.of("operator", "approver", "auditor", "finance", "admin", "customer");

  private record Route(String method, String path) {
    String filledIn() {
      return path.replaceAll("\\{\\w+}", "mine");
    }
  }

  /** API.md, "Who may do what", once more. */
  private static Set<String> allowed(Route route) {
    boolean reading = route.method.equals("GET");
    if (route.path.endsWith("/check")) {
      return EVERYBODY;
    }
    boolean settles =
        route.path.matches("/v1/accounts/[^/]+/(approvals|adjustments)/[^/]+/(approval|rejection)");
    if (settles && !reading) {
      return Set.of("approver", "admin");
    }
    if (route.path.startsWith("/v1/accounts")) {
      return reading ? EVERYBODY : Set.of("operator", "admin");
    }
    if (route.path.startsWith("/v1/audit/")) {
      return Set.of("auditor", "admin");
    }
    if (route.path.startsWith("/v1/finance/")) {
      return Set.of("finance", "admin");
    }
    if (route.path.startsWith("/v1/admin/")) {
      return Set.of("admin");
    }
    if (route.path.equals("/v1/test-clock")) {
      return reading ? EVERYBODY : Set.of("admin");
    }
    // each line of a batch needs the role of its command
    if (List.of("/v1/commands", "/v1/batches").contains(route.path)) {
      return EVERYBODY;
    }
    throw new AssertionError("nobody has said who may do " + route);
  }

  /** Paths of the service's own that everybody may read. */
  private static final Set<String> OPEN =
      Set.of(
          "/",
          "/v3/api-docs",
          "/v3/api-docs.yaml",
          "/v3/api-docs/swagger-config",
          "/swagger-ui.html");

  private static List<Route> routes() {
    var mapping = SERVICE.routes();
    var routes = new ArrayList<Route>();
    mapping
        .getHandlerMethods()
        .forEach(
            (info, method) -> {
              boolean own =
                  method.getBeanType().getPackageName().startsWith("org.entitlementledger");
              for (String path : info.getPatternValues()) {
                info.getMethodsCondition()
                    .getMethods()
                    .forEach(
                        verb -> {
                          if (own && !OPEN.contains(path)) {
                            routes.add(new Route(verb.name(), path));
                          }
                        });
              }
            });
    return routes;
  }

  private static Reply send(Client client, Route route) {
    boolean body = !route.method.equals("GET") && !route.method.equals("DELETE");
    return client.send(route.method, route.filledIn(), body ? "{}".getBytes(UTF_8) : null);
  }

  @Test
  void refusesNobodyAndStrangers() {
    assertThat(routes()).hasSizeGreaterThan(25);
    for (Route route : routes()) {
      for (Client client : List.of(SERVICE.anonymous(), SERVICE.as("nobody"))) {
        Reply reply = send(client, route);
        assertThat(reply.status()).as(route.toString()).isEqualTo(401);
        assertThat(reply.problem()).isEqualTo("unauthenticated");
      }
    }
  }

  @Test
  void letsEachRoleDoWhatItMayAndNothingElse() {
    for (Route route : routes()) {
      for (String user : EVERYBODY) {
        Reply reply = send(SERVICE.as(user), route);
        boolean refused = reply.status() == 403;
        assertThat(refused)
            .as(user + " " + route + " " + reply.status())
            .isNotEqualTo(allowed(route).contains(user));
        assertThat(reply.status()).as(user + " " + route + reply.body()).isNotIn(401, 405, 500);
      }
    }
  }

  @Test
  void opensHealthAndTheDocumentToEverybody() {
    Client nobody = SERVICE.anonymous();
    for (String path :
        List.of(
            "/",
            "/actuator/health",
            "/actuator/health/readiness",
            "/actuator/health/liveness",
            "/v3/api-docs",
            "/v3/api-docs/swagger-config",
            "/swagger-ui/index.html")) {
      assertThat(nobody.send("GET", path, null).status()).as(path).isEqualTo(200);
    }
    assertThat(nobody.send("GET", "/swagger-ui.html", null).status()).isEqualTo(302);
    assertThat(nobody.get("/").json().path("reference").asString()).isEqualTo("/swagger-ui.html");
    assertThat(nobody.post("/", "{}").status()).isEqualTo(401);
    assertThat(nobody.get("/actuator/prometheus").status()).isEqualTo(401);
    assertThat(SERVICE.as("auditor").get("/actuator/prometheus").status()).isEqualTo(403);
    assertThat(SERVICE.as("admin").get("/actuator/prometheus").status()).isEqualTo(200);
  }

  @Test
  void hidesWhatNoLineNames() {
    for (String path : List.of("/actuator", "/actuator/env", "/error", "/v1", "/login")) {
      assertThat(SERVICE.as("admin").get(path).status()).as(path).isEqualTo(404);
      assertThat(SERVICE.anonymous().get(path).status()).as(path).isEqualTo(401);
    }
  }

  @Test
  void showsACustomerItsOwnAccountsAlone() {
    Client operator = SERVICE.as("operator");
    operator.buy("mine", "advanced", "2025-06-01");
    operator.buy("theirs", "advanced", "2025-06-01");
    Client customer = SERVICE.as("customer");
    assertThat(customer.get("/v1/accounts/mine").status()).isEqualTo(200);
    assertThat(customer.get("/v1/accounts/mine/entitlements").status()).isEqualTo(200);
    assertThat(customer.post("/v1/accounts/mine/entitlements/accelerator/check", "{}").status())
        .isEqualTo(200);
    for (String path : List.of("", "/entitlements", "/contracts", "/vouchers", "/entitlements/x")) {
      Reply theirs = customer.get("/v1/accounts/theirs" + path);
      Reply none = customer.get("/v1/accounts/none" + path);
      assertThat(theirs.status()).isEqualTo(404);
      assertThat(theirs.body()).isEqualTo(none.body().replace("none", "theirs"));
    }
    assertThat(customer.post("/v1/accounts/theirs/entitlements/accelerator/check", "{}").status())
        .isEqualTo(404);
    var listed = customer.get("/v1/accounts").json().path("items");
    assertThat(listed.size()).isEqualTo(1);
    assertThat(listed.get(0).path("accountId").asString()).isEqualTo("mine");
  }
}

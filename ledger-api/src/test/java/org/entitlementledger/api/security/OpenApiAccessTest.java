package org.entitlementledger.api.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Expect;
import org.entitlementledger.api.Service;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each operation of the OpenAPI document lets in those that it names, and nobody else. */
class OpenApiAccessTest {
  private static final Service SERVICE = Service.shared();
  private static final Set<String> USERS =
      Set.of("operator", "approver", "auditor", "finance", "admin", "customer");
  private static final String FOREIGN = "walked-foreign";
  private static final String MISSING = "walked-missing";
  private static final Set<String> OF_EACH_ANSWER =
      Set.of("date", "x-request-id", "x-correlation-id");

  private record Operation(String method, String path, Set<String> roles, String type) {
    /** A request for something that is there, but for the account. */
    Reply send(Client client, String accountId, String query, String... headers) {
      String filled =
          path.replace("{accountId}", accountId)
              .replace("{contractId}", "c1")
              .replace("{key}", "progress-call")
              .replace("{callId}", "call")
              .replaceAll("\\{\\w+}", "none");
      var more = new ArrayList<>(List.of(headers));
      byte[] body = null;
      if (!type.isEmpty()) {
        body = (type.endsWith("json") ? "{}" : "").getBytes(UTF_8);
        more.addAll(List.of("Content-Type", type));
      }
      return client.send(method, filled + query, body, more.toArray(String[]::new));
    }

    boolean ofAnAccount() {
      return path.contains("{accountId}");
    }
  }

  private static List<Operation> operations() {
    var operations = new ArrayList<Operation>();
    for (var path : SERVICE.anonymous().get("/v3/api-docs").json().path("paths").properties()) {
      for (var one : path.getValue().properties()) {
        var roles = new TreeSet<String>();
        one.getValue().path("x-roles").forEach(role -> roles.add(role.asString()));
        var types = one.getValue().path("requestBody").path("content").propertyNames();
        operations.add(
            new Operation(
                one.getKey().toUpperCase(Locale.ROOT),
                path.getKey(),
                roles,
                types.stream().findFirst().orElse("")));
      }
    }
    assertThat(operations).hasSizeGreaterThan(100);
    return operations;
  }

  @BeforeAll
  static void open() {
    Client operator = SERVICE.as("operator");
    operator.buy(FOREIGN, "advanced", "2025-06-01");
    operator.post("/v1/accounts/" + FOREIGN + "/progress-calls", "{\"callId\":\"call\"}");
    for (String thing : List.of("/contracts/c1", "/progress-calls/call")) {
      Expect.ok(operator.get("/v1/accounts/" + FOREIGN + thing));
    }
  }

  @Test
  void refusesACallerWithoutCredentials() {
    for (Operation operation : operations()) {
      assertThat(operation.roles()).as(operation.toString()).isNotEmpty().isSubsetOf(USERS);
      Reply reply = operation.send(SERVICE.anonymous(), FOREIGN, "");
      Expect.refused(401, "unauthenticated", reply);
      assertThat(reply.header("WWW-Authenticate")).startsWith("Basic ");
    }
  }

  @Test
  void refusesEachRoleThatMustNotUseItAndNoOther() {
    for (Operation operation : operations()) {
      for (String user : USERS) {
        Reply reply = operation.send(SERVICE.as(user), MISSING, "");
        String what = user + " " + operation + " " + reply.status() + " " + reply.body();
        if (operation.roles().contains(user)) {
          assertThat(reply.status()).as(what).isNotIn(401, 403, 405, 500);
        } else {
          Expect.refused(403, "forbidden", reply);
        }
      }
    }
  }

  @Test
  void aCustomerCannotTellAForeignAccountFromAMissingOne() {
    Client customer = SERVICE.as("customer");
    for (Operation operation : operations()) {
      if (operation.ofAnAccount()) {
        for (String query : List.of("", "?limit=0", "?asOf=2025-06-10", "?dryRun=true")) {
          Reply foreign = operation.send(customer, FOREIGN, query);
          Reply missing = operation.send(customer, MISSING, query);
          same(operation + query, foreign, missing);
          assertThat(foreign.status()).as(operation + query).isIn(400, 403, 404);
        }
        String[] conditions = {"If-Match", "\"1\"", "Ledger-Min-Position", "999999999"};
        same(
            operation + " with conditions",
            operation.send(customer, FOREIGN, "", conditions),
            operation.send(customer, MISSING, "", conditions));
      }
    }
  }

  private static void same(String what, Reply foreign, Reply missing) {
    assertThat(foreign.status()).as(what).isEqualTo(missing.status());
    assertThat(foreign.body()).as(what).isEqualTo(missing.body().replace(MISSING, FOREIGN));
    assertThat(headers(foreign)).as(what).isEqualTo(headers(missing));
  }

  private static Map<String, List<String>> headers(Reply reply) {
    var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(reply.headers());
    OF_EACH_ANSWER.forEach(headers::remove);
    return headers;
  }
}

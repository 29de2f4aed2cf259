package org.entitlementledger.api.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.created;
import static org.entitlementledger.api.Expect.ok;
import static org.entitlementledger.api.Expect.refused;
import static org.entitlementledger.api.Expect.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.core.json.EventNames;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** API.md, "Idempotency-Key": the first answer is given again, though only the decision is kept. */
class RepeatedAnswersTest {
  private static final String ACME = "/v1/accounts/acme/";
  private static final String NOW = "2025-06-15T12:00:00Z";
  private static final Set<String> SETTLED_BY_ANOTHER =
      Set.of("approve-adjustment", "reject-adjustment", "approve-pending", "reject-pending");

  @TempDir private Path folder;

  /** The built-in tiers, with hours whose overage another person approves. */
  private static String catalogue() {
    try (var file = EventNames.class.getResourceAsStream("/success-tiers.yaml")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)
          .replace(
              "      csa: { name",
              "      hours: { kind: units, unit: hour, scale: 1, period: contract-year,"
                  + " overage: approve, thresholds: [50] }\n      csa: { name")
          .replace("          csa: {}\n", "          csa: {}\n          hours: { limit: 10 }\n");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private UnaryOperator<Map<String, Object>> settings(Databases.Database database) {
    try {
      Path file = Files.writeString(folder.resolve("catalogue.yaml"), catalogue());
      return settings -> {
        Service.put(settings, "ledger.test-clock", NOW);
        Service.put(settings, "ledger.catalogue", file.toString());
        Service.put(settings, "spring.datasource.url", database.url());
        Service.put(settings, "spring.datasource.username", database.username());
        return Service.put(settings, "spring.datasource.password", database.password());
      };
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String everyCommand() {
    try (var file = RepeatedAnswersTest.class.getResourceAsStream("every-command.ndjson")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Reply batch(Client client, String query, String lines, String key) {
    return client.post(
        "/v1/batches" + query,
        lines,
        "Content-Type",
        "application/x-ndjson",
        "Idempotency-Key",
        key);
  }

  /** A request under a key, and the answer that it was given first. */
  private record Asked(String user, String path, String body, String key, Reply first) {
    static Asked of(Service service, String user, String path, String body, String key) {
      return new Asked(
          user, path, body, key, service.as(user).post(path, body, "Idempotency-Key", key));
    }

    void isAnsweredAlike(Service service) {
      Reply again = service.as(user).post(path, body, "Idempotency-Key", key);
      assertThat(again.header("Idempotent-Replayed")).as(path).isEqualTo("true");
      assertThat(again.body()).as(path).isEqualTo(first.body());
      assertThat(again.status()).as(path).isEqualTo(first.status());
      for (String header : List.of("ETag", "Location", "Ledger-Position", "Content-Type")) {
        assertThat(again.header(header)).as(path).isEqualTo(first.header(header));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theFirstAnswerIsGivenWhateverHappenedSince(Databases databases) {
    var database = databases.empty(folder);
    var more = settings(database);
    String lines;
    var asked = new ArrayList<Asked>();
    try (var service = Service.start(folder, more)) {
      Client operator = service.as("operator");
      lines = batch(operator, "", everyCommand(), "all").body();
      expectEveryCommand(service, lines);
      approvals(service, asked);
      asked.forEach(one -> one.isAnsweredAlike(service));
      moveEverything(service);
      asked.forEach(one -> one.isAnsweredAlike(service));
      repeats(operator, lines);
    }
    try (var service = Service.start(folder, more)) {
      asked.forEach(one -> one.isAnsweredAlike(service));
      repeats(service.as("operator"), lines);
      keepsLittle(service);
    }
  }

  private static void repeats(Client operator, String lines) {
    String again = batch(operator, "", everyCommand(), "all").body();
    assertThat(again.replace(",\"replayed\":true", "")).isEqualTo(lines);
    assertThat(again.lines()).allMatch(line -> line.contains("\"replayed\":true"));
  }

  private static void expectEveryCommand(Service service, String lines) {
    var done = new HashSet<String>();
    service
        .bean(JdbcTemplate.class)
        .queryForList("select metadata from log", byte[].class)
        .forEach(bytes -> done.add(LedgerJson.mapper().readTree(bytes).path("command").asString()));
    var missing = new TreeSet<>(EventNames.commands().keySet());
    missing.removeAll(done);
    assertThat(missing).as(lines).isEqualTo(new TreeSet<>(SETTLED_BY_ANOTHER));
    List<JsonNode> results = lines.lines().map(LedgerJson.mapper()::readTree).toList();
    assertThat(results.stream().filter(one -> one.path("status").intValue() == 202)).hasSize(1);
    assertThat(results.stream().filter(one -> one.path("status").intValue() >= 400)).hasSize(5);
    assertThat(results.stream().filter(one -> one.path("body").has("balance")))
        .hasSizeGreaterThan(20);
  }

  private static void approvals(Service service, List<Asked> asked) {
    asked.add(Asked.of(service, "approver", ACME + "adjustments/j1/approval", "{}", "j1"));
    asked.add(Asked.of(service, "approver", ACME + "adjustments/j2/rejection", "{}", "j2"));
    for (String settlement : List.of("approval", "rejection")) {
      String usage =
          "{\"usageId\":\"by-%s\",\"entitlement\":\"hours\",\"quantity\":90}".formatted(settlement);
      Asked waits = Asked.of(service, "operator", ACME + "usage", usage, "u" + settlement);
      String id = status(202, waits.first()).path("approvalId").asString();
      asked.add(waits);
      asked.add(
          Asked.of(
              service,
              "approver",
              ACME + "approvals/" + id + "/" + settlement,
              "{\"reason\":\"seen\"}",
              settlement));
    }
    asked.add(Asked.of(service, "operator", ACME + "holds", "{\"holdId\":\"h1\"}", "wrong"));
    assertThat(asked.removeLast().first().status()).isEqualTo(400);
    String hold = "{\"holdId\":\"%s\",\"entitlement\":\"certification-voucher\",\"quantity\":%s}";
    asked.add(Asked.of(service, "operator", ACME + "holds", hold.formatted("h8", "1"), "h8"));
    asked.add(Asked.of(service, "operator", ACME + "holds", hold.formatted("h9", "600"), "h9"));
    asked.add(Asked.of(service, "operator", "/v1/accounts", "{\"name\":\"No id\"}", "no-id"));
    assertThat(asked.stream().map(one -> one.first().status()))
        .containsExactly(201, 201, 202, 201, 202, 201, 201, 409, 201);
  }

  /** Each balance is another afterwards, under another tier and at another time. */
  private static void moveEverything(Service service) {
    Client operator = service.as("operator");
    ok(service.as("admin").put("/v1/test-clock", "{\"now\":\"2025-08-20T12:00:00Z\"}"));
    created(
        operator.post(
            ACME + "contracts/c1/tier-change",
            "{\"tier\":\"signature\",\"effectiveOn\":\"2025-08-20\"}"));
    created(operator.post(ACME + "vouchers", "{\"quantity\":7}"));
    created(operator.post(ACME + "progress-calls", "{}"));
    created(operator.post(ACME + "roi-reviews", "{\"reviewId\":\"late\"}"));
    created(operator.post(ACME + "workshops", "{\"workshopId\":\"late\"}"));
    created(
        operator.post(
            ACME + "grants",
            "{\"grantId\":\"late\",\"entitlement\":\"hours\",\"quantity\":5,"
                + "\"orderReference\":\"O-9\"}"));
    created(
        operator.post(
            ACME + "accelerators", "{\"acceleratorId\":\"late\",\"theme\":\"x\",\"goal\":\"y\"}"));
  }

  /** A row of what is kept is far smaller than the answer was. */
  private static void keepsLittle(Service service) {
    var jdbc = service.bean(JdbcTemplate.class);
    assertThat(
            jdbc.queryForObject(
                "select count(*) from command_result where status is not null"
                    + " or headers is not null or (body is not null and version is not null)",
                Long.class))
        .as("whole answers of commands")
        .isZero();
    assertThat(jdbc.queryForObject("select max(length(body)) from command_result", Integer.class))
        .isLessThan(600);
  }

  /** Of a unit, the lines that were undone are told the same again. */
  @ParameterizedTest
  @EnumSource
  void aUnitIsRepeatedLineByLine(Databases databases) {
    var more = settings(databases.empty(folder));
    String unit =
        """
        {"command":"open-account","accountId":"unit","name":"Unit"}
        {"command":"purchase-contract","accountId":"unit","contractId":"c1","tier":"advanced","startsOn":"2025-06-01","termMonths":12}
        {"command":"place-hold","accountId":"unit","holdId":"h1","entitlement":"certification-voucher","quantity":3}
        {"command":"place-hold","accountId":"unit","holdId":"h2","entitlement":"certification-voucher","quantity":4}
        """;
    String undone =
        """
        {"command":"place-hold","accountId":"unit","holdId":"h3","entitlement":"certification-voucher","quantity":1}
        {"command":"place-hold","accountId":"unit","holdId":"h2","entitlement":"certification-voucher","quantity":1}
        """;
    try (var service = Service.start(folder, more)) {
      Client operator = service.as("operator");
      String done = batch(operator, "?atomic=account", unit, "u1").body();
      assertThat(done.lines()).hasSize(4).allMatch(line -> line.contains("\"status\":201"));
      String refused = batch(operator, "?atomic=account", undone, "u2").body();
      assertThat(refused).contains("rolled-back").contains("duplicate");
      created(
          operator.post(
              "/v1/accounts/unit/holds",
              "{\"entitlement\":\"certification-voucher\",\"quantity\":9}"));
      for (var file : List.of(List.of("u1", unit, done), List.of("u2", undone, refused))) {
        String again = batch(operator, "?atomic=account", file.get(1), file.get(0)).body();
        assertThat(again.replace(",\"replayed\":true", "")).isEqualTo(file.get(2));
        assertThat(again.lines()).allMatch(line -> line.contains("\"replayed\":true"));
      }
    }
  }

  /** Nothing is told that the log does not say. */
  @Test
  void aLogThatCannotBeReadIsToldAsSuch() {
    var more = settings(Databases.H2.empty(folder));
    try (var service = Service.start(folder, more)) {
      Client operator = service.as("operator");
      for (String id : List.of("torn", "whole")) {
        operator.buy(id, "advanced", "2025-06-01");
      }
      String hold = "{\"holdId\":\"h\",\"entitlement\":\"certification-voucher\",\"quantity\":1}";
      var torn = Asked.of(service, "operator", "/v1/accounts/torn/holds", hold, "torn");
      var whole = Asked.of(service, "operator", "/v1/accounts/whole/holds", hold, "whole");
      service
          .bean(JdbcTemplate.class)
          .update("update log set payload = ? where account_id = 'torn'", new byte[] {'{'});
      refused(
          503,
          "unavailable",
          operator.post("/v1/accounts/torn/holds", hold, "Idempotency-Key", "torn"));
      assertThat(torn.first().status()).isEqualTo(201);
      whole.isAnsweredAlike(service);
    }
  }
}

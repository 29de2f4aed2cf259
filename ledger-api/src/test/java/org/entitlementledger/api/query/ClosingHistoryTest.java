package org.entitlementledger.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.ok;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A random history over HTTP, and all answers about what is left at random pairs of times: they
 * agree, and the client checks of each that the figures of every source and every whole close.
 * {@code -Dclosing.commands=} and {@code -Dclosing.pairs=} ask for more, {@code -Dclosing.seed=}
 * for another history.
 */
class ClosingHistoryTest {
  private static final int COMMANDS = Integer.getInteger("closing.commands", 180);
  private static final int PAIRS = Integer.getInteger("closing.pairs", 40);
  private static final Instant START = Instant.parse("2025-03-01T00:00:00Z");
  private static final List<String> ACCOUNTS = List.of("a", "b", "c");
  private static final List<String> KEYS = List.of("hours", "certification-voucher");
  private static final String CATALOGUE =
      """
      catalogue: closing
      versions:
        - version: "1"
          effectiveFrom: 2025-01-01
          policies: { downgrade: immediate-approved }
          entitlements:
            hours: { kind: units, unit: hour, scale: 1, period: calendar-month, POLICIES }
            certification-voucher: { kind: voucher, period: contract-month }
            csa: { kind: role }
          tiers:
            small:
              rank: 1
              entitlements: { hours: { limit: 10 }, certification-voucher: { limit: 4 }, csa: {} }
            large:
              rank: 2
              entitlements: { hours: { limit: 25 }, certification-voucher: { limit: 9 }, csa: {} }
      """;

  /** What is left follows from how much was used when. */
  private static final String ROLLOVER = "overage: allow, rollover: { max: 6, periods: 2 }";

  private static final String PLAIN = "overage: reject";

  private final Random random = new Random(Integer.getInteger("closing.seed", 17));
  private final Set<String> accepted = new TreeSet<>();
  private Instant now = START;
  private int made;

  private static Service service(Databases kind, String hours) throws IOException {
    Path folder = Service.folder();
    Path file =
        Files.writeString(folder.resolve("closing.yaml"), CATALOGUE.replace("POLICIES", hours));
    var database = kind.empty(folder);
    return Service.start(
        folder,
        settings -> {
          Service.put(settings, "ledger.test-clock", START.toString());
          Service.put(settings, "ledger.catalogue", file.toString());
          Service.put(settings, "spring.datasource.url", database.url());
          Service.put(settings, "spring.datasource.username", database.username());
          return Service.put(settings, "spring.datasource.password", database.password());
        });
  }

  @ParameterizedTest
  @EnumSource
  void theFiguresCloseInAllAnswers(Databases kind) throws IOException {
    try (var service = service(kind, ROLLOVER)) {
      Client operator = service.as("operator");
      ACCOUNTS.forEach(id -> operator.buy(id, "small", "2025-03-01"));
      for (int i = 0; i < COMMANDS; i++) {
        if (i % 4 == 0) {
          advance(service, random.nextInt(24 * 9));
        }
        command(service, ACCOUNTS.get(random.nextInt(ACCOUNTS.size())));
      }
      assertThat(accepted)
          .as("the history comes to what is rare")
          .contains(
              "contracts/termination",
              "contracts/termination/withdrawal",
              "contracts/tier-change",
              "contracts/tier-change/withdrawal",
              "contracts/withdrawal",
              "csa",
              "vouchers/void");
      for (int i = 0; i < PAIRS; i++) {
        answersAgree(service.as("auditor"), ACCOUNTS.get(i % ACCOUNTS.size()));
      }
    }
  }

  /** The time that is now, spelled out, is a question for the view: it must answer the same. */
  @ParameterizedTest
  @EnumSource
  void balancesOfNowAreThoseOfTheView(Databases kind) throws IOException {
    try (var service = service(kind, PLAIN)) {
      Client operator = service.as("operator");
      ACCOUNTS.forEach(id -> operator.buy(id, "small", "2025-03-01"));
      var paths = List.of("", "/hours", "/certification-voucher", "/csa");
      int asked = 0;
      for (int i = 0; i < COMMANDS; i++) {
        if (i % 4 == 0) {
          advance(service, random.nextInt(24 * 9));
        }
        String account = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
        command(service, account);
        for (String path : paths) {
          sameFromMemory(operator, "/v1/accounts/" + account + "/entitlements" + path);
          asked++;
        }
      }
      double memory =
          service
              .bean(MeterRegistry.class)
              .get("ledger.current.accounts")
              .tag("source", "memory")
              .counter()
              .count();
      assertThat(memory).isBetween(asked / 2.0, (double) asked);
    }
  }

  private void sameFromMemory(Client client, String path) {
    Reply memory = client.get(path);
    Reply view = client.get(path + "?asOf=" + now);
    assertThat(memory.status()).as(path).isEqualTo(view.status());
    if (view.status() == 200) {
      assertThat(memory.body()).as(path).isEqualTo(view.body());
      assertThat(memory.header("ETag")).isEqualTo(view.header("ETag"));
    }
  }

  private void advance(Service service, int hours) {
    now = now.plus(Duration.ofHours(hours));
    ok(service.as("admin").put("/v1/test-clock", "{\"now\":\"%s\"}".formatted(now)));
  }

  private String day(int after) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(after).toString();
  }

  private void command(Service service, String account) {
    Client operator = service.as("operator");
    String key = KEYS.get(random.nextInt(2));
    String id = "id-" + made++;
    int quantity = 1 + random.nextInt(4);
    String when =
        random.nextInt(3) == 0
            ? ",'occurredAt':'%s'".formatted(now.minus(Duration.ofHours(random.nextInt(24 * 25))))
            : "";
    String until =
        random.nextBoolean() ? "" : ",'expiresAt':'%s'".formatted(day(1 + random.nextInt(60)));
    switch (random.nextInt(11)) {
      case 0 -> contract(operator, account, id);
      case 1 -> planned(operator, account);
      case 2 -> handover(operator, account);
      case 3 -> tell(operator, account, "vouchers", "'quantity':%d%s".formatted(quantity, when));
      case 4 -> voucher(operator, account);
      case 5 -> {
        tell(
            operator,
            account,
            "grants",
            "'grantId':'%s','entitlement':'%s','quantity':%d,'orderReference':'o'%s"
                .formatted(id, key, quantity, until));
      }
      case 6 -> of(operator, account, "grants", "revocation", "");
      case 7 -> {
        tell(
            operator,
            account,
            "holds",
            "'holdId':'%s','entitlement':'%s','quantity':%d%s%s"
                .formatted(id, key, quantity, until, when));
      }
      case 8 ->
          of(operator, account, "holds", random.nextBoolean() ? "confirmation" : "release", "");
      case 9 -> adjust(service, account, id, key, random.nextBoolean() ? quantity : -quantity);
      default -> {
        tell(
            operator,
            account,
            "usage",
            "'usageId':'%s','entitlement':'hours','quantity':%d%s".formatted(id, quantity, when));
      }
    }
  }

  private void contract(Client operator, String account, String id) {
    switch (random.nextInt(4)) {
      case 0 -> {
        of(
            operator,
            account,
            "contracts",
            "renewal",
            "'contractId':'%s','termMonths':6".formatted(id));
      }
      case 1 -> of(operator, account, "contracts", "withdrawal", "");
      case 2 -> {
        String day = day(random.nextInt(50) - 20);
        of(operator, account, "contracts", "termination", "'effectiveOn':'%s'".formatted(day));
      }
      default -> {
        tell(
            operator,
            account,
            "contracts",
            "'contractId':'%s','tier':'%s','startsOn':'%s','termMonths':4"
                .formatted(id, tier(), day(random.nextInt(60) - 20)));
      }
    }
  }

  /** A change that may lie ahead, and may be taken back. */
  private void planned(Client operator, String account) {
    String contract = any(operator, account, "contracts");
    String step = random.nextBoolean() ? "/termination" : "/tier-change";
    String tier = step.equals("/termination") ? "" : ",'tier':'%s'".formatted(tier());
    String day = day(random.nextInt(40) - 10);
    tell(operator, account, contract + step, "'effectiveOn':'%s'%s".formatted(day, tier));
    if (random.nextBoolean()) {
      tell(operator, account, contract + step + "/withdrawal", "");
    }
  }

  private void voucher(Client operator, String account) {
    String voucher = any(operator, account, "vouchers");
    if (random.nextInt(3) == 0) {
      tell(operator, account, voucher + "/revocation", "");
      return;
    }
    tell(operator, account, voucher + "/redemption", "'examAt':'%s'".formatted(now));
    if (random.nextBoolean()) {
      tell(operator, account, voucher + "/void", "");
    }
  }

  private String tier() {
    return random.nextBoolean() ? "small" : "large";
  }

  private void handover(Client operator, String account) {
    String json =
        "{\"person\":{\"id\":\"p%d\"},\"from\":\"%s\"}"
            .formatted(random.nextInt(4), day(random.nextInt(40) - 10));
    told("csa", operator.put("/v1/accounts/" + account + "/csa", json));
  }

  private void adjust(Service service, String account, String id, String key, int quantity) {
    tell(
        service.as("operator"),
        account,
        "adjustments",
        "'adjustmentId':'%s','entitlement':'%s','quantity':%d".formatted(id, key, quantity));
    tell(service.as("approver"), account, "adjustments/" + id + "/approval", "");
  }

  /** The path of any of a collection's things. */
  private String any(Client client, String account, String collection) {
    JsonNode items =
        ok(client.get("/v1/accounts/" + account + "/" + collection + "?limit=1000")).path("items");
    JsonNode item = items.path(random.nextInt(Math.max(1, items.size())));
    for (String id : List.of("code", "grantId", "holdId", "contractId")) {
      if (item.has(id)) {
        return collection + "/" + item.path(id).asString();
      }
    }
    return collection + "/none";
  }

  private void of(Client client, String account, String collection, String step, String fields) {
    tell(client, account, any(client, account, collection) + "/" + step, fields);
  }

  /** JSON is written with single quotes, without its braces. */
  private void tell(Client client, String account, String path, String fields) {
    String body = "{" + fields + (fields.isEmpty() ? "" : ",") + "'reason':'because'}";
    String kind = path.replaceFirst("/[^/]+", "");
    told(kind, client.post("/v1/accounts/" + account + "/" + path, body.replace('\'', '"')));
  }

  private void told(String kind, Reply reply) {
    assertThat(reply.status()).as(kind + " " + reply.body()).isIn(200, 201, 202, 400, 404, 409);
    if (reply.status() < 300) {
      accepted.add(kind);
    }
  }

  private Instant someTime() {
    long span = Duration.between(START, now).toMinutes();
    return START.plus(Duration.ofMinutes(random.nextLong(span + 1)));
  }

  private void answersAgree(Client auditor, String account) {
    String path = "/v1/accounts/" + account;
    boolean present = random.nextInt(4) == 0;
    Instant asOf = present ? now : someTime();
    Instant known = present ? now : someTime();
    String pair = "?asOf=%s&recordedAsOf=%s".formatted(asOf, known);
    Reply reply = auditor.get(path + "/entitlements" + pair);
    if (reply.status() == 404) {
      return;
    }
    var balances = new TreeMap<String, JsonNode>();
    ok(reply)
        .path("entitlements")
        .forEach(one -> balances.put(one.path("entitlement").asString(), one));
    if (present) {
      assertThat(ok(auditor.get(path + "/entitlements")).path("entitlements"))
          .isEqualTo(reply.json().path("entitlements"));
    }
    assertThat(ok(auditor.get(path + "/history" + pair)).path("entitlements"))
        .isEqualTo(reply.json().path("entitlements"));
    for (String key : KEYS) {
      JsonNode balance = balances.get(key);
      if (balance == null) {
        continue;
      }
      String of = path + "/entitlements/" + key;
      JsonNode one = ok(auditor.get(of + pair));
      assertThat(without(one)).isEqualTo(without(balance));
      JsonNode explained = ok(auditor.get(of + "/explanation" + pair));
      assertThat(without(explained.path("balance"))).isEqualTo(without(balance));
      JsonNode lines = ok(auditor.get(of + "/movements" + pair + "&limit=1000")).path("items");
      assertThat(lines.get(lines.size() - 1).path("available").decimalValue())
          .as("%s of %s %s: %s", key, account, pair, lines)
          .isEqualByComparingTo(balance.path("available").decimalValue());
    }
  }

  private static JsonNode without(JsonNode node) {
    var copy = (ObjectNode) node.deepCopy();
    copy.remove("position");
    return copy;
  }
}

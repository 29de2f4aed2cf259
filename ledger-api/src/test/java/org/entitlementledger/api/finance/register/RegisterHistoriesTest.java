package org.entitlementledger.api.finance.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Expect.ok;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/**
 * Random histories of vouchers, and the register at random times: it is what the events say, it
 * closes, and its totals are the sums of its lines. {@code -Dregisters.commands=} asks for more,
 * {@code -Dregisters.seed=} for another history.
 */
class RegisterHistoriesTest {
  private static final int COMMANDS = Integer.getInteger("registers.commands", 150);
  private static final int TIMES = Integer.getInteger("registers.times", 40);
  private static final Instant START = Instant.parse("2025-05-20T00:00:00Z");
  private static final Instant NOW = Instant.parse(Service.SHARED_NOW);
  private static final List<String> ACCOUNTS = List.of("lot-a", "lot-b", "lot-c");
  private static final List<String> OUTCOMES =
      List.of("redeemed", "expired", "revoked", "replaced", "outstanding");

  private final Random random = new Random(Integer.getInteger("registers.seed", 5));
  private final Map<String, List<String>> codes = new HashMap<>();

  @ParameterizedTest
  @EnumSource
  void areWhatTheEventsSayAtAnyTime(Databases kind) {
    Service service = Service.shared(kind);
    Client operator = service.as("operator");
    for (String account : ACCOUNTS) {
      operator.buy(account, "signature", "2025-05-20");
    }
    for (int i = 0; i < COMMANDS; i++) {
      command(operator, ACCOUNTS.get(random.nextInt(ACCOUNTS.size())));
    }
    operator.post(
        "/v1/accounts/lot-c/contracts/c1/termination",
        "{\"effectiveOn\":\"2025-06-10\",\"reason\":\"because\"}");
    var seen = new TreeSet<String>();
    for (int i = 0; i < TIMES; i++) {
      Instant asOf = i % 5 == 0 ? NOW.plus(Duration.ofDays(400)) : someTime();
      for (String account : ACCOUNTS) {
        String path = "/v1/finance/vouchers?asOf=%s&account=%s".formatted(asOf, account);
        JsonNode register = ok(service.as("finance").get(path));
        closes(register);
        assertThat(figures(register.path("totals")))
            .as(path)
            .isEqualTo(counted(service, account, asOf));
        figures(register.path("totals"))
            .forEach((name, figure) -> seen.addAll(figure > 0 ? Set.of(name) : Set.of()));
      }
    }
    assertThat(seen).as("the history comes to all outcomes").containsAll(OUTCOMES);
    closes(ok(service.as("finance").get("/v1/finance/vouchers")));
  }

  private Instant someTime() {
    long span = Duration.between(START, NOW).toMinutes();
    return START.plus(Duration.ofMinutes(random.nextLong(span + 1)));
  }

  private void command(Client operator, String account) {
    List<String> known = codes.computeIfAbsent(account, one -> new ArrayList<>());
    String path = "/v1/accounts/" + account + "/vouchers";
    if (known.isEmpty() || random.nextInt(4) == 0) {
      String json =
          "{\"quantity\":%d,\"occurredAt\":\"%s\"}".formatted(1 + random.nextInt(3), someTime());
      remember(operator.post(path, json), known);
      return;
    }
    String code = path + "/" + known.get(random.nextInt(known.size()));
    String fields = "{\"reason\":\"because\",\"%s\":\"%s\"}";
    switch (random.nextInt(6)) {
      case 0 -> operator.post(code + "/revocation", fields.formatted("occurredAt", someTime()));
      case 1 ->
          remember(
              operator.post(code + "/replacement", fields.formatted("occurredAt", someTime())),
              known);
      case 2 -> operator.post(code + "/void", "{\"reason\":\"because\"}");
      default -> operator.post(code + "/redemption", "{\"examAt\":\"%s\"}".formatted(someTime()));
    }
  }

  private static void remember(Reply reply, List<String> known) {
    if (reply.status() == 201) {
      JsonNode made = reply.json();
      made.path("vouchers").forEach(one -> known.add(one.path("code").asString()));
      if (made.has("replaces")) {
        known.add(made.path("code").asString());
      }
    }
  }

  /** Every line and the total closes, and the total is the sum of the lines. */
  private static void closes(JsonNode register) {
    var sums = new TreeMap<String, Long>();
    for (JsonNode line : register.path("lines")) {
      Map<String, Long> figures = figures(line);
      assertThat(sum(figures)).as(line.toString()).isEqualTo(figures.get("issued"));
      figures.forEach((name, figure) -> sums.merge(name, figure, Long::sum));
    }
    Map<String, Long> totals = figures(register.path("totals"));
    assertThat(sum(totals)).as(totals.toString()).isEqualTo(totals.get("issued"));
    totals.forEach(
        (name, figure) -> assertThat(figure).as(name).isEqualTo(sums.getOrDefault(name, 0L)));
  }

  private static long sum(Map<String, Long> figures) {
    return OUTCOMES.stream().mapToLong(name -> figures.getOrDefault(name, 0L)).sum();
  }

  private static Map<String, Long> figures(JsonNode line) {
    var figures = new TreeMap<String, Long>();
    figures.put("issued", line.path("issued").longValue(-1));
    OUTCOMES.forEach(name -> figures.put(name, line.path(name).longValue(-1)));
    return figures;
  }

  /** The same from the events of the log, one after the other. */
  private static Map<String, Long> counted(Service service, String account, Instant asOf) {
    var states = new TreeMap<String, String>();
    String path = "/v1/audit/events?limit=1000&account=" + account;
    for (JsonNode event : ok(service.as("auditor").get(path)).path("items")) {
      if (!Instant.parse(event.path("occurredAt").asString()).isAfter(asOf)) {
        apply(event.path("type").asString(), event.path("payload"), states);
      }
    }
    var expiries = new HashMap<String, Instant>();
    String vouchers = "/v1/accounts/" + account + "/vouchers?limit=1000";
    for (JsonNode one : ok(service.as("auditor").get(vouchers)).path("items")) {
      expiries.put(one.path("code").asString(), Instant.parse(one.path("expiresAt").asString()));
    }
    var figures = new TreeMap<String, Long>();
    figures.put("issued", (long) states.size());
    OUTCOMES.forEach(name -> figures.put(name, 0L));
    states.forEach(
        (code, state) -> {
          boolean over = !asOf.isBefore(expiries.getOrDefault(code, Instant.MAX));
          String outcome = state.equals("outstanding") && over ? "expired" : state;
          figures.merge(outcome, 1L, Long::sum);
        });
    return figures;
  }

  private static void apply(String type, JsonNode event, Map<String, String> states) {
    String code = event.path("code").asString("");
    switch (type) {
      case "voucher-issued" ->
          event.path("codes").forEach(one -> states.put(one.asString(), "outstanding"));
      case "voucher-redeemed" -> states.put(code, "redeemed");
      case "voucher-redemption-voided" -> states.put(code, "outstanding");
      case "voucher-revoked" -> states.put(code, "revoked");
      case "voucher-replaced" -> {
        states.put(code, "replaced");
        states.put(event.path("replacement").asString(), "outstanding");
      }
      default -> {}
    }
  }
}

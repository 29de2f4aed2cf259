package org.entitlementledger.api.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.kill.Load.Answered;
import org.entitlementledger.projections.projector.View;
import org.entitlementledger.projections.views.Views;
import tools.jackson.databind.JsonNode;

/** Holds what clients were told against what the ledger says, by what anybody may ask of it. */
final class Checker {
  private static final int MOST = 1_000;
  private static final int ACCEPTED = 201;
  private static final String CALLS = "progress-call";
  private static final String VOUCHERS = "certification-voucher";

  /** A busy machine proves nothing about time: the long form asks for 10 s. */
  private static final Duration CATCH_UP = Duration.ofSeconds(Integer.getInteger("catchup", 60));

  private final Client operator;
  private final Client admin;
  private long newest;

  Checker(Client operator, Client admin) {
    this.operator = operator;
    this.admin = admin;
  }

  /**
   * Every answer is true, and there is nothing in the ledger that nobody was told.
   *
   * @param newest the last position that anybody was told
   */
  void check(Map<String, Answered> answered, long newest) {
    this.newest = newest;
    catchUp(answered.size());
    List<JsonNode> events = events();
    assertThat(events)
        .extracting(event -> event.path("position").longValue())
        .as("positions are dense")
        .containsExactlyElementsOf(LongStream.rangeClosed(1, events.size()).boxed().toList());
    assertThat(events)
        .extracting(event -> event.path("recordedAt").asString())
        .as("recorded times never go back")
        .isSorted();
    onceEach(answered, events);
    sameAnswers(answered);
    figures(answered);
    assertThat(compare()).as("views reach the head").containsOnly((long) events.size());
  }

  /** Each accepted request has its one event, at the position that it was told; no other has. */
  private static void onceEach(Map<String, Answered> answered, List<JsonNode> events) {
    var found = new HashMap<String, Long>();
    for (JsonNode event : events) {
      String key = event.path("correlationId").asString();
      if (key.startsWith("k-")) {
        assertThat(found.put(key, event.path("position").longValue()))
            .as("an event beside the one of %s", key)
            .isNull();
      }
    }
    var told = new HashMap<String, Long>();
    answered.forEach(
        (key, answer) -> {
          if (answer.reply().status() == ACCEPTED) {
            told.put(key, answer.reply().position());
          } else {
            assertThat(answer.reply().problem()).as("%s", answer).isEqualTo("quota-exhausted");
          }
        });
    var lost = new HashMap<>(told);
    lost.entrySet().removeAll(found.entrySet());
    assertThat(lost).as("acknowledged, and not there").isEmpty();
    assertThat(found).as("nothing but what was acknowledged").hasSameSizeAs(told);
  }

  /** Asked again, everything is answered as it was the first time, refusals too. */
  private void sameAnswers(Map<String, Answered> answered) {
    answered.values().parallelStream()
        .forEach(
            first -> {
              Reply again = first.request().send(operator);
              assertThat(again.status()).isEqualTo(first.reply().status());
              assertThat(again.body()).isEqualTo(first.reply().body());
              assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
            });
  }

  /** What the balances say is used is what was acknowledged, and never more than there was. */
  private void figures(Map<String, Answered> answered) {
    var used = new HashMap<String, Map<String, Integer>>();
    var codes = new HashSet<String>();
    for (Answered one : answered.values()) {
      if (one.reply().status() == ACCEPTED) {
        String path = one.request().path();
        String account = path.replaceAll("/(progress-calls|vouchers|contracts)$", "");
        JsonNode told = one.reply().json();
        told.path("vouchers")
            .forEach(voucher -> assertThat(codes.add(voucher.path("code").asString())).isTrue());
        if (path.endsWith("/progress-calls")) {
          used.computeIfAbsent(account, _ -> new HashMap<>()).merge(CALLS, 1, Integer::sum);
        } else if (path.endsWith("/vouchers")) {
          used.computeIfAbsent(account, _ -> new HashMap<>())
              .merge(VOUCHERS, told.path("vouchers").size(), Integer::sum);
        }
      }
    }
    assertThat(used).isNotEmpty();
    used.entrySet().parallelStream().forEach(one -> figures(one.getKey(), one.getValue()));
  }

  private void figures(String account, Map<String, Integer> used) {
    var consumed = new HashMap<String, Integer>();
    for (JsonNode one : read(operator, account + "/entitlements").json().path("entitlements")) {
      assertThat(one.path("available").asInt(0)).as("overdrawn: %s", one).isNotNegative();
      int taken = one.path("consumed").asInt(0);
      if (taken > 0) {
        consumed.put(one.path("entitlement").asString(), taken);
      }
    }
    assertThat(consumed).as(account).isEqualTo(used);
  }

  /** Waits until every view reflects all that was acknowledged, by itself. */
  private void catchUp(int answers) {
    long ended = System.nanoTime();
    await()
        .atMost(CATCH_UP)
        .until(
            () -> admin.get("/v1/admin/views", "Ledger-Min-Position", "0").json().path("items"),
            all ->
                all.size() == Views.ALL.size()
                    && all.valueStream()
                        .allMatch(one -> one.path("position").longValue() >= newest));
    System.out.printf(
        Locale.ROOT,
        "%d answers checked; all views at position %d %d ms after the last one%n",
        answers,
        newest,
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - ended));
  }

  /**
   * Every view comes to {@code position}, the last one that anybody was told, and is what the log
   * gives.
   */
  void checkViews(long position) {
    newest = position;
    catchUp(0);
    assertThat(compare())
        .allSatisfy(through -> assertThat(through).isGreaterThanOrEqualTo(position));
  }

  /** Every view is what the log gives, by row; gives the positions at which they were compared. */
  private List<Long> compare() {
    var through = new ArrayList<Long>();
    for (View view : Views.ALL) {
      Reply compared = admin.post("/v1/admin/views/" + view.name() + "/comparison", "");
      assertThat(compared.status()).as(compared.body()).isEqualTo(200);
      assertThat(compared.json().path("differenceCount").longValue()).as(compared.body()).isZero();
      through.add(compared.json().path("through").longValue());
    }
    return through;
  }

  private List<JsonNode> events() {
    var events = new ArrayList<JsonNode>();
    String path = "/v1/audit/events?limit=" + MOST;
    String next = path;
    while (next != null) {
      JsonNode page = read(admin, next).json();
      page.path("items").forEach(events::add);
      JsonNode after = page.path("next");
      next = after.isMissingNode() ? null : path + "&after=" + after.asString();
    }
    return events;
  }

  /** What was acknowledged before is seen, whichever node it was. */
  private Reply read(Client client, String path) {
    return client.get(path, "Ledger-Min-Position", String.valueOf(newest));
  }
}

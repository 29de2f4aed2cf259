package org.entitlementledger.api.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.kill.Load.Answered;
import org.entitlementledger.projections.views.Views;
import tools.jackson.databind.JsonNode;

/** Holds what clients were told against what the ledger says, by what anybody may ask of it. */
final class Checker {
  private static final int MOST = 1_000;
  private static final int ACCEPTED = 201;
  private static final Duration CATCH_UP = Duration.ofSeconds(60);

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
    views(events.size());
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
            assertThat(answer.reply().problem()).isEqualTo("quota-exhausted");
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

  /** What the balances say is used is what was acknowledged. */
  private void figures(Map<String, Answered> answered) {
    var calls = new HashMap<String, Integer>();
    for (Answered one : answered.values()) {
      String path = one.request().path();
      if (path.endsWith("/progress-calls")) {
        calls.merge(path.replace("/progress-calls", ""), 1, Integer::sum);
      }
    }
    assertThat(calls).isNotEmpty();
    calls.forEach(
        (account, made) -> {
          JsonNode balance = read(operator, account + "/entitlements/progress-call").json();
          assertThat(balance.path("consumed").intValue()).as(account).isEqualTo(made);
        });
  }

  /** Every view comes to the head, and is what the log gives. */
  private void views(long head) {
    JsonNode views =
        await()
            .atMost(CATCH_UP)
            .until(
                () -> admin.get("/v1/admin/views").json().path("items"),
                all -> all.valueStream().allMatch(one -> one.path("position").longValue() == head));
    assertThat(views.size()).isEqualTo(Views.ALL.size());
    for (JsonNode view : views) {
      String name = view.path("view").asString();
      Reply compared = admin.post("/v1/admin/views/" + name + "/comparison", "");
      assertThat(compared.json().path("differenceCount").longValue()).as(compared.body()).isZero();
      assertThat(compared.json().path("through").longValue()).isEqualTo(head);
    }
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

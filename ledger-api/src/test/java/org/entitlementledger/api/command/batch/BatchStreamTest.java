package org.entitlementledger.api.command.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.entitlementledger.api.command.batch.BatchClient.buy;
import static org.entitlementledger.api.command.batch.BatchClient.call;
import static org.entitlementledger.api.command.batch.BatchClient.lines;
import static org.entitlementledger.api.command.batch.BatchClient.open;
import static org.entitlementledger.api.command.batch.BatchClient.rename;
import static org.entitlementledger.api.command.batch.BatchClient.run;
import static org.entitlementledger.api.command.batch.BatchClient.statuses;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Batches as they come and go over the wire. */
class BatchStreamTest {
  private static final Service SERVICE = Service.shared();
  private static final Client OPERATOR = SERVICE.as("operator");
  private static final int MANY = 20_000;

  private static JsonNode there(@Nullable JsonNode result) {
    if (result == null) {
      throw new AssertionError("no result");
    }
    return result;
  }

  @Test
  void streamsWhileLinesAreSentAndLetsOthersBetween() throws Exception {
    run(OPERATOR, "", lines(open("single")));
    try (var batch = new BatchStream(SERVICE, "operator", "", "stream")) {
      batch.send(lines(open("stream")));
      batch.flush();
      JsonNode first = there(batch.result());
      assertThat(first.path("status").intValue()).isEqualTo(201);

      var turns = new Semaphore(1);
      var sender = CompletableFuture.runAsync(() -> sendMany(batch, turns));
      List<Long> between = new ArrayList<>();
      List<JsonNode> results = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        if (i % 1_000 == 500 && i < MANY - 1_000) {
          Reply single = OPERATOR.put("/v1/accounts/single", "{\"name\":\"name %d\"}".formatted(i));
          assertThat(single.status()).isEqualTo(200);
          between.add(single.position());
          turns.release();
        }
        results.add(there(batch.result()));
      }
      sender.join();
      assertThat(batch.result()).isNull();

      assertThat(statuses(results)).containsOnly(200);
      assertThat(BatchClient.numbers(results))
          .containsExactlyElementsOf(LongStream.rangeClosed(2, MANY + 1).boxed().toList());
      long last = results.getLast().path("position").longValue();
      assertThat(between).hasSize(19).isSorted();
      assertThat(between.getFirst()).isGreaterThan(first.path("position").longValue());
      assertThat(between.getLast()).isLessThan(last);
    }
  }

  /** A thousand lines in each turn. */
  private static void sendMany(BatchStream batch, Semaphore turns) {
    try {
      for (int i = 0; i < MANY; i++) {
        if (i % 1_000 == 0) {
          batch.flush();
          turns.acquireUninterruptibly();
        }
        batch.send(lines(rename("stream", "name " + i)));
      }
      batch.end();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Many clients send the whole body before they look at the answer. */
  @Test
  void aClientMayReadWhenItHasSentAll() throws Exception {
    run(OPERATOR, "", lines(open("patient")));
    try (var batch = new BatchStream(SERVICE, "operator", "", "patient")) {
      for (int i = 0; i < 3 * MANY; i++) {
        batch.send(lines(rename("patient", "n".repeat(180) + i)));
      }
      batch.end();
      List<JsonNode> results = batch.results();
      assertThat(results).hasSize(3 * MANY);
      assertThat(statuses(results)).containsOnly(200);
    }
  }

  @Test
  void aLineThatBreaksOffIsNotDone() throws Exception {
    try (var batch = new BatchStream(SERVICE, "operator", "", "broken-off")) {
      batch.send(lines(open("broken-off")));
      batch.send(lines(rename("broken-off", "Whatever")).strip());
      batch.flush();
      assertThat(there(batch.result()).path("status").intValue()).isEqualTo(201);
      batch.breakOff();
      assertThatThrownBy(batch::results).isInstanceOf(IOException.class);
    }
    assertThat(run(OPERATOR, "", lines(rename("broken-off", "Other")))).hasSize(1);
    assertThat(events("broken-off")).hasSize(2);
  }

  @Test
  void nothingIsDoneOfAUnitThatBreaksOff() throws Exception {
    try (var batch = new BatchStream(SERVICE, "operator", "?atomic=account", "unit-broken")) {
      batch.send(lines(open("unit-whole"), open("unit-broken"), buy("unit-broken", "2025-06-01")));
      batch.flush();
      assertThat(there(batch.result()).path("status").intValue()).isEqualTo(201);
      batch.breakOff();
      assertThatThrownBy(batch::results).isInstanceOf(IOException.class);
    }
    assertThat(events("unit-whole")).hasSize(1);
    assertThat(events("unit-broken")).isEmpty();
  }

  private static List<LoggedEvent> events(String accountId) {
    return SERVICE.bean(LogTable.class).ofAccount(accountId, 0);
  }

  @Test
  void aClientThatLeavesHarmsNothingAndGoesOnLater() throws Exception {
    String body =
        lines(open("left"))
            + lines(
                IntStream.range(0, 3_000)
                    .mapToObj(i -> rename("left", "name " + i))
                    .toArray(String[]::new));
    int half = body.indexOf("name 1500");
    try (var batch = new BatchStream(SERVICE, "operator", "", "left")) {
      batch.send(body.substring(0, half));
      batch.flush();
      assertThat(there(batch.result()).path("status").intValue()).isEqualTo(201);
    }
    Reply single = OPERATOR.put("/v1/accounts/left", "{\"name\":\"between\"}");
    assertThat(single.status()).isEqualTo(200);

    List<JsonNode> results = run(OPERATOR, "", body, "Idempotency-Key", "left");

    assertThat(statuses(results)).containsOnly(200, 201);
    assertThat(results).hasSize(3_001);
    assertThat(results.getFirst().path("replayed").booleanValue()).isTrue();
    assertThat(results.getLast().has("replayed")).isFalse();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(run(OPERATOR, "", body, "Idempotency-Key", "left"))
                    .allMatch(one -> one.path("replayed").booleanValue()));
    assertThat(OPERATOR.get("/v1/accounts/left").json().path("name").asString())
        .isEqualTo("name 2999");
    assertThat(events("left")).hasSize(3_002);
  }

  @Test
  void aLineIsNeverToldThatTooMuchWaits() {
    run(OPERATOR, "", lines(open("crowd"), buy("crowd", "2025-06-01")));
    String body =
        lines(
            IntStream.range(0, 2_000).mapToObj(i -> call("crowd", "c" + i)).toArray(String[]::new));
    List<CompletableFuture<List<JsonNode>>> batches =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> run(OPERATOR, "", body)))
            .toList();
    for (var batch : batches) {
      assertThat(statuses(batch.join())).isSubsetOf(201, 409);
    }
  }
}

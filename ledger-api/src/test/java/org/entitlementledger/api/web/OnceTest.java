package org.entitlementledger.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is no command is done once for each key as well. */
class OnceTest {
  private static final String BACKUPS = "/v1/admin/backups";
  private static final Map<Databases, Service> SERVICES = new EnumMap<>(Databases.class);

  private static Service on(Databases database) {
    return SERVICES.computeIfAbsent(
        database, kind -> Service.rehearsal(kind, "2025-06-15T12:00:00Z"));
  }

  @AfterAll
  static void close() {
    SERVICES.values().forEach(Service::close);
    SERVICES.clear();
  }

  private static Reply post(Databases database, String path, String key) {
    return on(database).as("admin").post(path, "", "Idempotency-Key", key);
  }

  @ParameterizedTest
  @EnumSource
  void theFirstAnswerIsGivenAgain(Databases database) {
    Reply first = post(database, BACKUPS, "night");
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.header("Idempotent-Replayed")).isNull();

    Reply again = post(database, BACKUPS, "night");
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");

    assertThat(post(database, BACKUPS, "day").body()).isNotEqualTo(first.body());
  }

  @ParameterizedTest
  @EnumSource
  void aKeyIsThatOfOneRequest(Databases database) {
    assertThat(post(database, BACKUPS, "mine").status()).isEqualTo(201);
    assertThat(post(database, "/v1/admin/views/audit/comparison", "mine").problem())
        .isEqualTo("idempotency-conflict");
    Reply command =
        on(database)
            .as("admin")
            .post("/v1/accounts", "{\"name\":\"Other\"}", "Idempotency-Key", "mine");
    assertThat(command.problem()).isEqualTo("idempotency-conflict");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotDoneIsNotKept(Databases database) {
    for (int i = 0; i < 2; i++) {
      Reply none = post(database, "/v1/admin/views/none/rebuild", "lost");
      assertThat(none.problem()).isEqualTo("not-found");
      assertThat(none.header("Idempotent-Replayed")).isNull();
    }
    assertThat(post(database, "/v1/admin/views/audit/rebuild", "lost").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void whoAsksMeanwhileIsGivenTheSame(Databases database) {
    Client admin = on(database).as("admin");
    Supplier<Reply> asks = () -> admin.post(BACKUPS, "", "Idempotency-Key", "at-once");
    var asked = IntStream.range(0, 8).mapToObj(i -> CompletableFuture.supplyAsync(asks)).toList();
    Set<String> files = new HashSet<>();
    asked.forEach(reply -> files.add(reply.join().body()));
    assertThat(files).hasSize(1);
  }
}

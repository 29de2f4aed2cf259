package org.entitlementledger.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.audit.Verifying.begin;
import static org.entitlementledger.api.audit.Verifying.end;
import static org.entitlementledger.api.audit.Verifying.found;
import static org.entitlementledger.api.audit.Verifying.verify;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Expect;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.rebuild.Rebuild;
import org.entitlementledger.projections.views.Views;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

class VerificationHttpTest {
  private static final String ALL = "/v1/audit/verifications";
  private static final Map<Databases, Service> SOUND = new EnumMap<>(Databases.class);

  /** A ledger that no test damages. */
  private static Service sound(Databases kind) {
    return SOUND.computeIfAbsent(kind, VerificationHttpTest::ledger);
  }

  @AfterAll
  static void stop() {
    SOUND.values().forEach(Service::close);
  }

  private static Service ledger(Databases kind) {
    var service = Service.rehearsal(kind, "2025-03-20T09:00:00Z");
    Client operator = service.as("operator");
    operator.buy("acme", "advanced", "2025-03-15");
    operator.post("/v1/accounts/acme/progress-calls", "{\"callId\":\"one\"}");
    operator.post("/v1/accounts/acme/vouchers", "{\"quantity\":3}");
    return service;
  }

  @ParameterizedTest
  @EnumSource
  void saysYesOrNo(Databases kind) {
    try (var service = ledger(kind)) {
      Client auditor = service.as("auditor");
      JsonNode yes = verify(auditor);
      assertThat(yes.path("status").asString()).as(yes.toString()).isEqualTo("verified");
      assertThat(yes.path("intact").booleanValue()).isTrue();
      assertThat(yes.path("through").intValue()).isEqualTo(4);
      assertThat(yes.path("checked").intValue()).isEqualTo(4);
      assertThat(yes.path("sealed").intValue()).isEqualTo(4);
      assertThat(yes.path("differences").isEmpty()).isTrue();
      assertThat(yes.path("differenceCount").intValue()).isZero();
      assertThat(yes.has("firstBadPosition")).isFalse();

      var jdbc = service.bean(JdbcTemplate.class);
      if (kind == Databases.POSTGRESQL) {
        jdbc.execute("alter table log disable trigger log_is_append_only");
      }
      jdbc.update("update log set actor = 'nobody' where position = 3");
      JsonNode no = verify(service.as("admin"));
      assertThat(no.path("status").asString()).isEqualTo("failed");
      assertThat(no.path("intact").booleanValue()).isFalse();
      assertThat(no.path("firstBadPosition").intValue()).isEqualTo(3);
      assertThat(no.path("differenceCount").intValue()).isEqualTo(1);
      assertThat(no.path("checked").intValue()).isEqualTo(4);
      assertThat(no.path("differences").get(0).toString())
          .isEqualTo(
              "{\"position\":3,\"part\":\"log\","
                  + "\"message\":\"the stored bytes do not give the sealed hash\"}");

      JsonNode listed = auditor.get(ALL + "?limit=1").json();
      assertThat(listed.path("items").get(0).path("verificationId"))
          .isEqualTo(yes.path("verificationId"));
      assertThat(listed.path("items").get(0).has("differences")).isFalse();
      JsonNode next = auditor.get(ALL + "?after=" + listed.path("next").asString()).json();
      assertThat(next.path("items").get(0).path("status").asString()).isEqualTo("failed");
      assertThat(auditor.get("/v1/audit/events").json().path("items").size())
          .as("a verification is no event")
          .isEqualTo(4);
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatMakesNoSense(Databases kind) {
    Service service = sound(kind);
    Client auditor = service.as("auditor");
    Expect.invalid("deep", auditor.post(ALL, "{\"deep\":true}"));
    Expect.refused(404, "not-found", auditor.get(ALL + "/none"));
    Expect.refused(404, "not-found", auditor.post(ALL + "/none/cancellation", "{}"));
    Expect.refused(403, "forbidden", service.as("operator").post(ALL, "{}"));
    assertThat(auditor.post(ALL, "").status()).as("nothing to say").isEqualTo(202);
    String path = begin(auditor);
    end(auditor, path);
    Expect.stuck("verified", auditor.post(path + "/cancellation", "{}"));
  }

  @ParameterizedTest
  @EnumSource
  void beginsOnceUnderAKey(Databases kind) {
    Service service = sound(kind);
    Client auditor = service.as("auditor");
    int before = auditor.get(ALL).json().path("items").size();
    var first = auditor.post(ALL, "{}", "Idempotency-Key", "tonight");
    assertThat(first.status()).isEqualTo(202);
    var again = auditor.post(ALL, "{}", "Idempotency-Key", "tonight");
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    Expect.refused(
        422, "idempotency-conflict", auditor.post(ALL, "", "Idempotency-Key", "tonight"));
    assertThat(auditor.get(ALL).json().path("items").size()).isEqualTo(before + 1);
    end(auditor, String.valueOf(first.header("Location")));
  }

  @ParameterizedTest
  @EnumSource
  void runsOneAfterTheOtherAndStopsWhenCancelled(Databases kind) throws InterruptedException {
    Service service = sound(kind);
    Client auditor = service.as("auditor");
    var entered = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    Thread other =
        Thread.startVirtualThread(
            () ->
                service
                    .bean(Rebuild.class)
                    .compare(Views.ALL, Long.MAX_VALUE, () -> hold(entered, release), 100));
    assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();

    String first = begin(auditor);
    String second = begin(auditor);
    String third = begin(auditor);
    for (String path : List.of(first, second, third)) {
      JsonNode running = auditor.get(path).json();
      assertThat(running.path("status").asString()).isEqualTo("running");
      assertThat(running.has("intact")).isFalse();
      assertThat(running.path("differences").isEmpty()).isTrue();
      assertThat(running.path("through").intValue()).isEqualTo(4);
    }
    for (String path : List.of(first, second)) {
      JsonNode cancelled = Expect.ok(auditor.post(path + "/cancellation", "{}"));
      assertThat(cancelled.path("status").asString()).isEqualTo("cancelled");
      assertThat(cancelled.has("intact")).isFalse();
      Expect.stuck("cancelled", auditor.post(path + "/cancellation", "{}"));
    }
    release.countDown();
    other.join();
    assertThat(end(auditor, third).path("status").asString()).isEqualTo("verified");
    assertThat(auditor.get(first).json().path("status").asString()).isEqualTo("cancelled");
  }

  /** Nobody else computes views meanwhile. */
  private static void hold(CountDownLatch entered, CountDownLatch release) {
    try {
      entered.countDown();
      release.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @EnumSource
  void isCancelledWhenItsNodeSaysNothingAnyMore(Databases kind) {
    Service service = sound(kind);
    service
        .bean(JdbcTemplate.class)
        .update(
            "insert into verification (verification_id, status, started_at, actor, through,"
                + " checked, beat_at) values ('lost', 'running', current_timestamp, 'auditor', 4,"
                + " 2, current_timestamp)");
    Client auditor = service.as("auditor");
    assertThat(auditor.get(ALL + "/lost").json().path("status").asString()).isEqualTo("running");
    JsonNode lost = end(auditor, ALL + "/lost");
    assertThat(lost.path("status").asString()).isEqualTo("cancelled");
    assertThat(lost.path("checked").intValue()).isEqualTo(2);
    assertThat(found(lost)).isEmpty();
  }
}

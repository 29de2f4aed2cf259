package org.entitlementledger.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.entitlementledger.api.Service.put;
import static org.entitlementledger.api.audit.Verifying.found;
import static org.entitlementledger.api.audit.Verifying.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Expect;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Databases.Database;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A ledger that was tampered with while no service ran starts, becomes ready, answers every
 * question of an auditor, and says what was done (AUDIT.md, "Verification").
 */
@Execution(ExecutionMode.CONCURRENT)
class DamagedLedgerTest {
  private static final Map<Databases, Database> ORIGINALS = new ConcurrentHashMap<>();

  @TempDir private static Path folder;

  /** A ledger and its copies have one key, and so one folder. */
  private static Path data(Databases kind) {
    return folder.resolve(kind.name());
  }

  private static Map<String, Object> on(Map<String, Object> settings, Database database) {
    put(settings, "ledger.test-clock", "2025-03-20T09:00:00Z");
    put(settings, "spring.datasource.url", database.url());
    put(settings, "spring.datasource.username", database.username());
    return put(settings, "spring.datasource.password", database.password());
  }

  /** Positions 1 to 4 are of one account, 5 to 8 of another; all of it is sealed. */
  private static Database original(Databases kind) {
    Database database = kind.empty(folder);
    try (var service = Service.start(data(kind), settings -> on(settings, database))) {
      Client operator = service.as("operator");
      for (String account : List.of("bad", "good")) {
        operator.buy(account, "advanced", "2025-03-15");
        String path = "/v1/accounts/" + account;
        Expect.created(operator.post(path + "/progress-calls", "{}"));
        Expect.created(operator.post(path + "/vouchers", "{\"quantity\":2}"));
      }
      assertThat(found(verify(service.as("auditor")))).isEmpty();
      // the audit view has followed the log before it is damaged
      assertThat(service.as("auditor").get("/v1/audit/events").status()).isEqualTo(200);
    }
    return database;
  }

  private static Database ledger(Databases kind, String... damage) {
    Database original = ORIGINALS.computeIfAbsent(kind, DamagedLedgerTest::original);
    Database database = kind.copy(original, folder);
    var jdbc =
        new JdbcTemplate(
            new DriverManagerDataSource(database.url(), database.username(), database.password()));
    if (kind == Databases.POSTGRESQL) {
      jdbc.execute("alter table log disable trigger log_is_append_only");
    }
    for (String sql : damage) {
      assertThat(jdbc.update(sql)).as(sql).isPositive();
    }
    return database;
  }

  private static Service started(Databases kind, Database database) {
    var service = Service.begin(data(kind), settings -> on(settings, database));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> service.anonymous().get("/actuator/health/readiness").status() == 200);
    return service;
  }

  /** Every question that there is about the audit is answered, and none of them by a fault. */
  private static void answersAuditors(Service service) {
    var paths = new TreeSet<String>();
    service
        .routes()
        .getHandlerMethods()
        .forEach(
            (info, method) -> {
              if (info.getMethodsCondition().getMethods().toString().contains("GET")) {
                paths.addAll(info.getPatternValues());
              }
            });
    paths.removeIf(path -> !path.startsWith("/v1/audit/"));
    assertThat(paths).hasSizeGreaterThan(3);
    for (String path : paths) {
      String asked =
          path.replaceAll("\\{\\w+}", "3") + (path.endsWith("consistency") ? "?from=1&to=3" : "");
      Client auditor = service.as("auditor");
      Reply reply =
          await()
              .atMost(Duration.ofMinutes(1))
              .until(
                  () -> auditor.get(asked, "Ledger-Min-Position", "0"),
                  answer -> answer.status() != 503);
      assertThat(reply.status()).as(asked + " " + reply.body()).isLessThan(500);
      if (path.equals("/v1/audit/events")) {
        assertThat(reply.json().path("items").isArray()).as(reply.body()).isTrue();
      }
    }
  }

  private static void goesOn(Service service) {
    Expect.created(service.as("operator").post("/v1/accounts/good/progress-calls", "{}"));
    Expect.created(service.as("operator").post("/v1/accounts", "{\"name\":\"New\"}"));
  }

  @ParameterizedTest
  @EnumSource
  void whoseEventsWereDamaged(Databases kind) {
    String garbage = kind == Databases.H2 ? "stringtoutf8('{no')" : "'{no'::bytea";
    Database database =
        ledger(
            kind,
            "update log set metadata = " + garbage + " where position = 3",
            "update log set payload = " + garbage + " where position = 4");
    try (var service = started(kind, database)) {
      answersAuditors(service);
      goesOn(service);
      assertThat(service.as("operator").post("/v1/accounts/bad/progress-calls", "{}").status())
          .isEqualTo(500);
      goesOn(service);
      var told = verify(service.as("auditor"));
      assertThat(found(told)).containsExactly("3 log", "4 log");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoseEventsAreGone(Databases kind) {
    Database database = ledger(kind, "delete from log where position = 3");
    try (var service = started(kind, database)) {
      answersAuditors(service);
      goesOn(service);
      assertThat(service.as("operator").post("/v1/accounts/bad/progress-calls", "{}").status())
          .as("nothing is decided on half an account")
          .isEqualTo(500);
      goesOn(service);
      assertThat(found(verify(service.as("auditor")))).containsExactly("3 log");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoseHeadWasMovedBack(Databases kind) {
    Database database = ledger(kind, "update head set size = 6");
    try (var service = started(kind, database)) {
      answersAuditors(service);
      Reply refused = service.as("operator").post("/v1/accounts/good/progress-calls", "{}");
      Expect.refused(503, "unavailable", refused);
      assertThat(service.anonymous().get("/actuator/health/readiness").status()).isEqualTo(200);
      assertThat(found(verify(service.as("auditor")))).containsExactly("7 log");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoseHeadWasMovedOn(Databases kind) {
    Database database = ledger(kind, "update head set size = 9");
    try (var service = started(kind, database)) {
      answersAuditors(service);
      goesOn(service);
      var told = verify(service.as("auditor"));
      assertThat(told.path("firstBadPosition").intValue()).isEqualTo(9);
      assertThat(told.path("through").intValue()).isEqualTo(11);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoseViewsAndTreeWereDamaged(Databases kind) {
    Database database =
        ledger(
            kind,
            "update remaining set consumed = 4 where account_id = 'bad' and consumed > 0",
            "delete from movement where position = 4",
            "update account set team = 'x' where account_id = 'bad'",
            "update register set item = '{}' where account_id = 'bad' and collection = 'vouchers'",
            "update voucher set account_id = 'x' where position = 4",
            "update tile set hashes = hashes || hashes",
            "update signed_head set note = 'forged' where size = 8");
    try (var service = started(kind, database)) {
      answersAuditors(service);
      goesOn(service);
      var told = verify(service.as("auditor"));
      assertThat(told.path("intact").booleanValue()).isFalse();
      assertThat(found(told))
          .contains("3 remaining", "4 movement", "4 register", "4 voucher", "8 checkpoint");
    }
  }
}

package org.entitlementledger.api.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.entitlementledger.api.Service.put;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.api.audit.export.ExportFindings.Finding;
import org.entitlementledger.api.audit.export.ExportVerifier;
import org.entitlementledger.api.audit.export.HeadVerifier;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Databases.Database;
import org.entitlementledger.projections.tree.VerifierKey;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A ledger that somebody has changed behind its back starts and answers, so that it can say so; it
 * signs nothing on top.
 */
@Execution(ExecutionMode.CONCURRENT)
class TamperedTest {
  private static final Map<Databases, Database> ORIGINALS = new ConcurrentHashMap<>();

  @TempDir private static Path folder;

  /** A ledger and its copies have one key, and so one folder. */
  private static Service start(Databases kind, Database database) {
    return Service.start(folder.resolve(kind.name()), settings -> on(settings, database));
  }

  private static Map<String, Object> on(Map<String, Object> settings, Database database) {
    put(settings, "spring.datasource.url", database.url());
    put(settings, "spring.datasource.username", database.username());
    return put(settings, "spring.datasource.password", database.password());
  }

  private static void open(Service service, String... accounts) {
    for (String account : accounts) {
      service
          .as("operator")
          .post("/v1/accounts", "{\"accountId\":\"" + account + "\",\"name\":\"One\"}");
    }
  }

  private static void change(Database database, String... statements) {
    var jdbc =
        new JdbcTemplate(
            new DriverManagerDataSource(database.url(), database.username(), database.password()));
    if (database.url().contains("postgresql")) {
      jdbc.execute("alter table log disable trigger log_is_append_only");
    }
    for (String statement : statements) {
      jdbc.update(statement);
    }
  }

  private static Database ledger(Databases kind) {
    return kind.copy(ORIGINALS.computeIfAbsent(kind, TamperedTest::original), folder);
  }

  private static Database original(Databases kind) {
    Database database = kind.empty(folder);
    try (var service = start(kind, database)) {
      open(service, "a", "b", "c", "d", "e");
      assertThat(head(service)).isEqualTo(5);
    }
    return database;
  }

  private static long head(Service service) {
    Reply head = service.as("auditor").get("/v1/audit/checkpoint");
    assertThat(head.status()).as(head.body()).isEqualTo(200);
    return Long.parseLong(head.body().lines().skip(1).findFirst().orElseThrow());
  }

  /** Without waiting for what is not sealed. */
  private static Reply ask(Service service, String path) {
    return service.as("auditor").get("/v1/audit/" + path, "Ledger-Min-Position", "1");
  }

  private static void sealsNothingMore(Service service) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                !service
                    .as("admin")
                    .get("/actuator/health")
                    .json()
                    .at("/components/tree/details/seals")
                    .booleanValue());
    assertThat(service.anonymous().get("/actuator/health/readiness").status()).isEqualTo(200);
    open(service, "later", "later-still", "last");
    assertThat(ask(service, "checkpoint").body().lines().skip(1)).startsWith("5");
    assertThat(service.as("auditor").get("/v1/audit/checkpoint").problem())
        .isEqualTo("unavailable");
  }

  private static List<Finding> findings(Service service) throws IOException {
    List<VerifierKey> keys = ask(service, "key").body().lines().map(VerifierKey::parse).toList();
    byte[] export = ask(service, "export").body().getBytes(UTF_8);
    return new ExportVerifier(new HeadVerifier(keys), List.of(), null)
        .verify(() -> new ByteArrayInputStream(export))
        .findings()
        .first();
  }

  @ParameterizedTest
  @EnumSource
  void tellsAByteThatWasChanged(Databases kind) throws IOException {
    Database database = ledger(kind);
    change(database, "update log set actor = 'mallory' where position = 3");
    try (var service = start(kind, database)) {
      sealsNothingMore(service);
      assertThat(findings(service).getFirst().message())
          .isEqualTo("the leaves do not give the root of the checkpoint");
      for (int position = 1; position <= 5; position++) {
        assertThat(ask(service, "events/" + position + "/proof").status()).isEqualTo(200);
      }
      assertThat(ask(service, "consistency?from=1&to=5").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void exportsWhatCannotBeRead(Databases kind) throws IOException {
    Database database = ledger(kind);
    String bytes = kind == Databases.H2 ? "X'7b0a'" : "'\\x7b0a'::bytea";
    change(
        database,
        "update log set payload = " + bytes + " where position = 2",
        "update log set metadata = " + bytes + " where position = 4");
    try (var service = start(kind, database)) {
      sealsNothingMore(service);
      String export = ask(service, "export").body();
      assertThat(export.lines()).hasSize(6);
      assertThat(export.lines().skip(1).findFirst().orElseThrow()).contains("\"payload\":null");
      assertThat(findings(service).stream().map(Finding::message))
          .contains("the leaves do not give the root of the checkpoint");
      assertThat(ask(service, "events/2/proof").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void tellsARowThatIsGone(Databases kind) throws IOException {
    Database database = ledger(kind);
    change(database, "delete from log where position = 3");
    try (var service = start(kind, database)) {
      sealsNothingMore(service);
      Finding first = findings(service).getFirst();
      assertThat(first.position()).isEqualTo(4);
      assertThat(first.message()).isEqualTo("before it position 3 is missing");
      Reply proof = ask(service, "events/3/proof");
      assertThat(proof.problem()).isEqualTo("not-found");
      assertThat(proof.json().path("treeSize").longValue()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void tellsALogThatWasCutShort(Databases kind) throws IOException {
    Database database = ledger(kind);
    change(database, "delete from log where position > 3", "update head set size = 3 where id = 1");
    try (var service = start(kind, database)) {
      assertThat(findings(service).getLast().message()).isEqualTo("4 to 5 are missing");
      assertThat(ask(service, "events/5/proof").problem()).isEqualTo("not-found");
      sealsNothingMore(service);
      assertThat(findings(service).getLast().message())
          .as("others stand in their place now")
          .isEqualTo("the leaves do not give the root of the checkpoint");
    }
  }

  @ParameterizedTest
  @EnumSource(names = "H2")
  void tellsATreeThatWasChanged(Databases kind) {
    Database database = ledger(kind);
    change(database, "delete from tile");
    try (var service = start(kind, database)) {
      sealsNothingMore(service);
      Reply proof = ask(service, "events/3/proof");
      assertThat(proof.problem()).isEqualTo("unavailable");
      assertThat(proof.json().path("detail").asString()).contains("tile 0 of level 0 is missing");
      assertThat(ask(service, "consistency?from=1&to=5").problem()).isEqualTo("unavailable");
      assertThat(ask(service, "export").status()).isEqualTo(200);
      assertThat(ask(service, "export?through=3").problem()).isEqualTo("unavailable");
    }
  }

  @ParameterizedTest
  @EnumSource(names = "H2")
  void doesNotSignOverTilesThatWereChanged(Databases kind) {
    Database database = ledger(kind);
    String zeros = "00".repeat(5 * 32);
    change(
        database,
        "update tile set hashes = "
            + (kind == Databases.H2 ? "X'" + zeros + "'" : "'\\x" + zeros + "'::bytea"));
    try (var service = start(kind, database)) {
      sealsNothingMore(service);
      Reply export = ask(service, "export?through=3");
      assertThat(export.problem()).isEqualTo("unavailable");
      assertThat(export.json().path("detail").asString()).contains("do not give the root");
    }
  }
}

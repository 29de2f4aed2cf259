package org.entitlementledger.api.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.Service.put;

import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Service;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Databases.Database;
import org.entitlementledger.projections.Sha256;
import org.entitlementledger.projections.tree.Checkpoint;
import org.entitlementledger.projections.tree.Hasher;
import org.entitlementledger.projections.tree.RunningRoot;
import org.entitlementledger.projections.tree.SignedNote;
import org.entitlementledger.projections.tree.VerifierKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What was selected, in the same bytes whenever it is asked for (AUDIT.md, "Export"). */
class ExportHttpTest {
  @TempDir private Path folder;

  private static Map<String, Object> on(Map<String, Object> settings, Database database) {
    put(settings, "ledger.test-clock", "2025-03-20T09:00:00Z");
    put(settings, "spring.datasource.url", database.url());
    put(settings, "spring.datasource.username", database.username());
    return put(settings, "spring.datasource.password", database.password());
  }

  /** Two accounts with a contract, a backdated call and some vouchers each. */
  private static long write(Service service, String... accounts) {
    Client operator = service.as("operator");
    long last = 0;
    for (String account : accounts) {
      operator.buy(account, "advanced", "2025-03-15");
      operator.post(
          "/v1/accounts/" + account + "/progress-calls",
          "{\"callId\":\"one\",\"occurredAt\":\"2025-03-18T10:00:00Z\",\"reason\":\"Überfällig\"}");
      last = operator.post("/v1/accounts/" + account + "/vouchers", "{\"quantity\":3}").position();
    }
    return last;
  }

  private static JsonNode manifest(String export) {
    return LedgerJson.mapper()
        .readTree(export.substring(export.lastIndexOf('\n', export.length() - 2) + 1))
        .path("manifest");
  }

  private static String export(Client auditor, String query) {
    Reply reply = auditor.get("/v1/audit/export" + query);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/x-ndjson");
    assertThat(reply.body()).endsWith("}}\n");
    return reply.body();
  }

  @ParameterizedTest
  @EnumSource
  void givesTheSameBytesAtAnyLaterTime(Databases kind) {
    Database database = kind.empty(folder);
    String whole;
    String some;
    long size;
    try (var service = Service.start(folder, settings -> on(settings, database))) {
      size = write(service, "acme", "beta");
      Client auditor = service.as("auditor");
      whole = export(auditor, "");
      some = export(auditor, "?account=beta");
      isWhatWasSealed(auditor, whole, size);
      isTheAccountsOwn(auditor, some, size);
      write(service, "more");
      String query = "?through=" + size;
      assertThat(export(auditor, query)).isEqualTo(whole);
      assertThat(export(auditor, query + "&account=beta")).isEqualTo(some);
      assertThat(manifest(export(auditor, "?through=1")).path("rows").longValue()).isEqualTo(1);
      assertThat(manifest(export(auditor, "")).path("through").longValue()).isGreaterThan(size);
      assertThat(service.as("admin").post("/v1/admin/views/audit/rebuild", "").status())
          .isEqualTo(200);
      assertThat(export(auditor, query + "&account=beta")).isEqualTo(some);
    }
    try (var service = Service.start(folder, settings -> on(settings, database))) {
      assertThat(export(service.as("auditor"), "?through=" + size)).isEqualTo(whole);
      assertThat(export(service.as("auditor"), "?account=beta&through=" + size)).isEqualTo(some);
    }
  }

  private static void isWhatWasSealed(Client auditor, String export, long size) {
    List<String> lines = export.lines().toList();
    JsonNode manifest = manifest(export);
    assertThat(manifest.propertyNames())
        .containsExactly(
            "format",
            "ledger",
            "rehearsal",
            "filters",
            "through",
            "firstPosition",
            "lastPosition",
            "rows",
            "totals",
            "sha256",
            "checkpoint");
    assertThat(manifest.path("format").asString()).isEqualTo("entitlement-ledger/export/v1");
    assertThat(manifest.path("rehearsal").booleanValue()).isTrue();
    assertThat(manifest.path("filters").toString()).isEqualTo("{}");
    assertThat(manifest.path("through").longValue()).isEqualTo(size);
    assertThat(manifest.path("firstPosition").longValue()).isEqualTo(1);
    assertThat(manifest.path("lastPosition").longValue()).isEqualTo(size);
    assertThat(manifest.path("rows").longValue()).isEqualTo(size).isEqualTo(lines.size() - 1);
    assertThat(manifest.path("totals").toString())
        .isEqualTo(
            "{\"account-opened\":2,\"contract-purchased\":2,\"progress-call-logged\":2,"
                + "\"voucher-issued\":2}");
    String before = export.substring(0, export.lastIndexOf("{\"manifest\""));
    assertThat(manifest.path("sha256").asString())
        .isEqualTo(HexFormat.of().formatHex(Sha256.digest().digest(before.getBytes(UTF_8))));

    JsonNode events = auditor.get("/v1/audit/events?limit=1000").json().path("items");
    var root = new RunningRoot();
    for (int i = 0; i < size; i++) {
      JsonNode line = LedgerJson.mapper().readTree(lines.get(i));
      String event = events.get(i).toString();
      assertThat(lines.get(i)).startsWith(event.substring(0, event.length() - 1) + ",\"leaf\":");
      byte[] leaf = Base64.getDecoder().decode(line.path("leaf").asString());
      root.add(new Hasher().leaf(leaf));
      assertThat(auditor.get("/v1/audit/events/" + (i + 1) + "/proof").json().path("leaf"))
          .isEqualTo(line.path("leaf"));
    }
    SignedNote note = SignedNote.parse(manifest.path("checkpoint").asString());
    note.verify(auditor.get("/v1/audit/key").body().lines().map(VerifierKey::parse).toList());
    assertThat(Checkpoint.parse(note.text()))
        .isEqualTo(new Checkpoint(manifest.path("ledger").asString(), size, root.root()));
  }

  private static void isTheAccountsOwn(Client auditor, String export, long size) {
    JsonNode manifest = manifest(export);
    assertThat(manifest.path("filters").toString()).isEqualTo("{\"account\":\"beta\"}");
    assertThat(manifest.path("rows").longValue()).isEqualTo(4);
    assertThat(manifest.path("firstPosition").longValue()).isEqualTo(size - 3);
    assertThat(manifest.path("through").longValue()).isEqualTo(size);
    export.lines().limit(4).forEach(line -> assertThat(line).contains("\"accountId\":\"beta\""));
    JsonNode late =
        manifest(
            export(auditor, "?backdated=true&effectiveFrom=2025-03-18T00:00:00Z&actor=operator"));
    assertThat(late.path("rows").longValue()).as("the calls").isEqualTo(2);
    assertThat(late.path("filters").toString())
        .isEqualTo(
            "{\"actor\":\"operator\",\"effectiveFrom\":\"2025-03-18T00:00:00Z\","
                + "\"backdated\":true}");
    JsonNode none = manifest(export(auditor, "?account=beta&imported=true"));
    assertThat(none.path("rows").longValue()).isZero();
    assertThat(none.has("firstPosition")).isFalse();
    assertThat(none.has("lastPosition")).isFalse();
    assertThat(none.path("totals").toString()).isEqualTo("{}");
    assertThat(none.path("sha256").asString()).startsWith("e3b0c44298fc1c14");
  }

  @Test
  void givesTheManifestAloneOfAnEmptyLedger() {
    try (var service = Service.rehearsal("2025-03-20T09:00:00Z")) {
      String export = export(service.as("auditor"), "");
      assertThat(export.lines()).hasSize(1);
      assertThat(manifest(export).path("through").longValue()).isZero();
      assertThat(manifest(export).path("checkpoint").asString()).contains("\n0\n47DEQpj8HBSa");
      // asked again by its own manifest, at once and when there is something
      assertThat(export(service.as("auditor"), "?through=0")).isEqualTo(export);
      write(service, "acme");
      assertThat(export(service.as("auditor"), "?through=0")).isEqualTo(export);
      String filtered = export(service.as("auditor"), "?through=0&account=acme");
      assertThat(manifest(filtered).path("rows").longValue()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "through=-1",
        "through=x",
        "through=9223372036854775808",
        "through=1&through=2",
        "limit=5",
        "after=x",
        "filter=x",
        "recordedFrom=yesterday",
        "backdated=maybe",
      })
  void refusesAQueryThatIsNone(String query) {
    Client auditor = Service.shared().as("auditor");
    Reply reply = auditor.get("/v1/audit/export?" + query, "Ledger-Min-Position", "0");
    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    assertThat(reply.problem()).isEqualTo("validation");
  }

  @Test
  void isForAuditorsAndEndsWithTheTree() {
    Service service = Service.shared();
    Reply beyond =
        service
            .as("auditor")
            .get("/v1/audit/export?through=1000000000", "Ledger-Min-Position", "0");
    assertThat(beyond.problem()).isEqualTo("not-found");
    assertThat(beyond.json().path("treeSize").isIntegralNumber()).isTrue();
    for (String user : List.of("operator", "approver", "finance", "customer")) {
      assertThat(service.as(user).get("/v1/audit/export").status()).as(user).isEqualTo(403);
    }
    assertThat(service.anonymous().get("/v1/audit/export").status()).isEqualTo(401);
    Reply late = service.as("auditor").get("/v1/audit/export", "Ledger-Min-Position", "1000000000");
    assertThat(late.problem()).isEqualTo("unavailable");
  }
}

package org.entitlementledger.api.audit.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.audit.export.Forger.adapted;
import static org.entitlementledger.api.audit.export.Forger.events;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Service;
import org.entitlementledger.api.cli.Job;
import org.entitlementledger.core.json.LedgerJson;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A filtered export by itself shows nothing of the log: its verifier says so, and what would. */
class FilteredExportTest {
  private static String key = "";
  private static String whole = "";
  private static String filtered = "";
  private static String proofs = "";
  private static String checkpoint = "";
  private static String byEntitlement = "";
  private static String unbounded = "";
  private static String otherKey = "";
  private static String otherProof = "";

  @TempDir private Path folder;

  @BeforeAll
  static void ledger() {
    try (var service = Service.rehearsal("2025-03-20T09:00:00Z")) {
      Client operator = service.as("operator");
      Client auditor = service.as("auditor");
      for (String account : List.of("acme", "beta")) {
        operator.buy(account, "advanced", "2025-03-15");
        operator.post("/v1/accounts/" + account + "/vouchers", "{\"quantity\":2}");
        operator.post("/v1/accounts/" + account + "/progress-calls", "{\"callId\":\"c\"}");
        checkpoint = checkpoint.isEmpty() ? auditor.get("/v1/audit/checkpoint").body() : checkpoint;
      }
      key = auditor.get("/v1/audit/key").body().strip();
      filtered = auditor.get("/v1/audit/export?account=beta").body();
      byEntitlement = auditor.get("/v1/audit/export?entitlement=progress-call").body();
      unbounded = auditor.get("/v1/audit/export?recordedFrom=1970-01-02T00:00:00Z").body();
      operator.buy("later", "advanced", "2025-03-15");
      whole = auditor.get("/v1/audit/export").body();
      var all = new StringBuilder();
      for (String line : events(filtered)) {
        long position = LedgerJson.mapper().readTree(line).path("position").asLong();
        all.append(auditor.get("/v1/audit/events/" + position + "/proof").body()).append('\n');
      }
      proofs = all.toString();
    }
    try (var other = Service.rehearsal("2025-03-20T09:00:00Z")) {
      other.as("operator").buy("beta", "advanced", "2025-03-15");
      otherKey = other.as("auditor").get("/v1/audit/key").body().strip();
      otherProof = other.as("auditor").get("/v1/audit/events/1/proof").body();
    }
  }

  private static String manifest() {
    return filtered.lines().toList().getLast();
  }

  /** The call was logged by somebody else: in the line, in its leaf, and in the manifest. */
  private static String forged() {
    List<String> lines = events(filtered);
    lines.add(Forger.byMallory(lines.removeLast()));
    return adapted(lines, manifest());
  }

  private static String withoutTheVouchers() {
    List<String> lines = events(filtered);
    lines.removeIf(line -> line.contains("voucher-issued"));
    return adapted(lines, manifest().replace(",\"voucher-issued\":1", ""));
  }

  private Path file(String name, String text) {
    return new Forger(folder, key).file(name, text);
  }

  private Job verify(String export, String... more) {
    return new Forger(folder, key).verify(export, more);
  }

  private String proofs(String text) {
    return "--proofs=" + file("proofs.ndjson", text);
  }

  private String whole(String text) {
    return "--whole=" + file("whole.ndjson", text);
  }

  private static void sealed(Job job, String said) {
    assertThat(job.said()).startsWith("YES, it is what was sealed").contains(said);
    assertThat(job.exitCode()).isZero();
  }

  private static void altered(Job job, String said) {
    assertThat(job.said()).contains(said).contains("NO, it is not what was sealed");
    assertThat(job.exitCode()).isEqualTo(1);
  }

  private static void notProved(Job job) {
    assertThat(job.said()).startsWith("NOT PROVED").contains("--proofs", "--whole");
    assertThat(job.exitCode()).isEqualTo(3);
  }

  @Test
  void isNotProvedAlone() {
    notProved(verify(filtered));
    notProved(verify(forged()));
    notProved(verify(withoutTheVouchers()));
    Job kept = verify(filtered, "--checkpoint=" + file("kept.txt", checkpoint));
    notProved(kept);
    assertThat(kept.said()).contains("of size 4, cannot be compared");
  }

  @Test
  void isSealedWhereItHoldsEverythingAnyway() {
    sealed(verify(unbounded), "8 selected events up to position 8");
    List<String> lines = events(unbounded);
    lines.set(7, forged().lines().toList().get(events(filtered).size() - 1));
    altered(
        verify(adapted(lines, unbounded.lines().toList().getLast())),
        "the leaves do not give the root of the checkpoint");
  }

  @Test
  void isHeldAgainstItsOwnFilters() {
    List<String> lines = events(filtered);
    lines.addFirst(events(whole).get(2));
    altered(
        verify(adapted(lines, manifest())),
        "line 1, position 3: it does not have the account of the manifest's filters");
    altered(
        verify(adapted(lines, manifest().replace("\"account\":\"beta\"", "\"acount\":\"beta\""))),
        "its filters are not those of an export");
    String later =
        manifest().replace("\"account\"", "\"recordedFrom\":\"2026-01-01T00:00:00Z\",\"account\"");
    altered(verify(adapted(events(filtered), later)), "recordedFrom");
  }

  @ParameterizedTest
  @CsvSource({
    "account,       \"acme\"",
    "type,          \"hold-placed\"",
    "actor,         \"mallory\"",
    "correlationId, \"another\"",
    "imported,      true",
    "recordedTo,    \"2025-01-01T00:00:00Z\"",
    "recordedFrom,  \"2026-01-01T00:00:00Z\"",
    "effectiveTo,   \"2025-01-01T00:00:00Z\"",
    "effectiveFrom, \"2026-01-01T00:00:00Z\""
  })
  void isHeldAgainstEachKindOfFilter(String filter, String value) {
    String other = "\"" + filter + "\":" + value;
    altered(
        verify(adapted(events(filtered), manifest().replace("\"account\":\"beta\"", other))),
        "line 1, position 5: it does not have the " + filter + " of the manifest's filters");
  }

  @Test
  void isProvedByInclusionProofs() {
    sealed(verify(filtered, proofs(proofs)), "inclusion proofs show that each is in the log");
    altered(verify(forged(), proofs(proofs)), "its proof is of another leaf");
    List<String> fewer = new ArrayList<>(proofs.lines().toList());
    fewer.remove(1);
    altered(verify(filtered, proofs(String.join("\n", fewer))), "has no proof of it");
    String path =
        proofs.replaceFirst(
            "(\"path\":\\[\")(.)", "$1" + (proofs.contains("\"path\":[\"A") ? "B" : "A"));
    altered(verify(filtered, proofs(path)), "does not lead to the root of its checkpoint");
    altered(
        verify(filtered, proofs(proofs.replace("\"treeSize\":1", "\"treeSize\":2"))),
        "does not lead");
    altered(verify(filtered, proofs("not JSON")), "the file of proofs cannot be read");
    altered(verify(filtered, proofs("")), "has no proof of it");
  }

  @Test
  void takesNoProofOfAnotherLedger() {
    List<String> lines = List.of(events(filtered).getFirst());
    String foreign = otherProof.replace("\"position\":1", "\"position\":5");
    altered(verify(adapted(lines, manifest()), proofs(foreign)), "its proof is of another leaf");
    assertThat(
            Job.alone(
                    "verify",
                    file("export.ndjson", filtered).toString(),
                    "--key=" + otherKey,
                    proofs(proofs))
                .said())
        .contains("the checkpoint of its proof is not good: it is of");
  }

  @Test
  void isProvedByAnExportOfEverything() {
    sealed(verify(filtered, whole(whole)), "and that none is left out");
    sealed(
        verify(filtered, whole(whole), "--checkpoint=" + file("kept.txt", checkpoint)),
        "and that none is left out");
    sealed(verify(byEntitlement, whole(whole)), "that none is left out is not shown");
    altered(verify(forged(), whole(whole)), "has another line at this position");
    altered(verify(withoutTheVouchers(), whole(whole)), "position 7 is left out");
    List<String> first = events(filtered).subList(0, 2);
    altered(verify(adapted(first, manifest()), whole(whole)), "position 7 is left out");
  }

  @Test
  void isNotProvedByWhatIsNoExportOfEverything() {
    altered(verify(filtered, whole(filtered)), "is filtered too");
    List<String> lines = events(whole);
    lines.set(7, events(forged()).getLast());
    altered(
        verify(forged(), whole(adapted(lines, whole.lines().toList().getLast()))),
        "the export of everything is not what was sealed");
    String early = events(filtered).getFirst();
    assertThat(verify(filtered, whole(early)).exitCode()).isEqualTo(1);
  }

  @Test
  void takesOneKindOfEvidence() {
    Job both = verify(filtered, whole(whole), proofs(proofs));
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.said()).contains("--proofs and --whole exclude each other");
    Job missing = verify(filtered, "--whole=" + folder.resolve("nothing"));
    assertThat(missing.exitCode()).isEqualTo(2);
  }
}

package org.entitlementledger.api.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.entitlementledger.api.Service.put;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Service;
import org.entitlementledger.api.cli.Job;
import org.entitlementledger.api.settings.StartRefused;
import org.entitlementledger.projections.tree.Checkpoint;
import org.entitlementledger.projections.tree.KeyRing;
import org.entitlementledger.projections.tree.SignedNote;
import org.entitlementledger.projections.tree.VerifierKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The key that signs is made once, for its owner alone, and its public half is told for ever. */
@Execution(ExecutionMode.CONCURRENT)
class SigningKeyTest {
  @TempDir private Path data;

  private Path file() {
    return data.resolve("signing-key");
  }

  private Service start(UnaryOperator<Map<String, Object>> more) {
    return Service.start(data, more);
  }

  private Service start() {
    return start(settings -> settings);
  }

  private static long open(Service service, String accountId) {
    return service
        .as("operator")
        .post("/v1/accounts", "{\"accountId\":\"" + accountId + "\",\"name\":\"One\"}")
        .position();
  }

  private static List<String> keys(Service service) {
    return service.as("auditor").get("/v1/audit/key").body().lines().toList();
  }

  private static Checkpoint head(Service service, List<String> keys) {
    SignedNote note = SignedNote.parse(service.as("auditor").get("/v1/audit/checkpoint").body());
    note.verify(keys.stream().map(VerifierKey::parse).toList());
    return Checkpoint.parse(note.text());
  }

  @Test
  void isMadeAtTheFirstStartAndKept() throws IOException {
    String secret;
    List<String> keys;
    try (var service = start(settings -> put(settings, "ledger.origin", "ledger.example.com"))) {
      secret = Files.readString(file(), UTF_8);
      keys = keys(service);
      assertThat(keys).hasSize(1);
      assertThat(head(service, keys).origin()).matches("ledger\\.example\\.com/[0-9a-f-]{36}");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(secret).startsWith("PRIVATE+KEY+ledger.example.com/").hasLineCount(1);
    assertThat(keys.getFirst()).isEqualTo(KeyRing.parse(secret).verifiers().getFirst().toString());
    try (var service = start(settings -> put(settings, "ledger.origin", "ledger.example.com"))) {
      assertThat(keys(service)).isEqualTo(keys);
      assertThat(head(service, keys).size()).isEqualTo(open(service, "one") - 1);
    }
    assertThat(Files.readString(file(), UTF_8)).isEqualTo(secret);
  }

  @Test
  void isRotatedForTheNextStart() throws IOException {
    Checkpoint before;
    List<String> first;
    try (var service = start()) {
      open(service, "one");
      first = keys(service);
      before = head(service, first);
    }
    Job rotated = Job.in(data, "rotate-key");
    assertThat(rotated.exitCode()).as(rotated.said()).isZero();
    assertThat(rotated.said()).contains(first.getFirst()).doesNotContain("PRIVATE");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    try (var service = start()) {
      List<String> both = keys(service);
      assertThat(both).hasSize(2).endsWith(first.getFirst());
      assertThat(head(service, both)).isEqualTo(before);
      open(service, "two");
      Checkpoint after = head(service, both.subList(0, 1));
      assertThat(after.size()).isEqualTo(2);
      assertThat(after.origin()).isEqualTo(before.origin());
    }
    try (var files = Files.list(data)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .filteredOn(name -> name.startsWith("signing-key"))
          .containsExactly("signing-key");
    }
  }

  /** The node goes on without sealing, and makes no other key. */
  private void sealsNothing(String sealing, UnaryOperator<Map<String, Object>> settings) {
    try (var service = start(settings)) {
      long written = open(service, "without-" + System.nanoTime());
      assertThat(written).isPositive();
      Client auditor = service.as("auditor");
      assertThat(auditor.get("/v1/audit/checkpoint").problem()).isEqualTo("unavailable");
      assertThat(auditor.get("/v1/audit/checkpoint", "Ledger-Min-Position", "1").status())
          .isEqualTo(200);
      String key = auditor.get("/v1/audit/key", "Ledger-Min-Position", "1").body();
      assertThat(key).doesNotContain(sealing);
      var health = service.as("admin").get("/actuator/health").json();
      assertThat(health.at("/components/tree/details/seals").booleanValue()).isFalse();
      assertThat(service.as("admin").get("/actuator/prometheus").body())
          .contains("ledger_tree_halted 1.0", "ledger_tree_size 1.0");
    }
  }

  @Test
  void isNotMadeAgainWhereSomethingIsSealed() throws IOException {
    String secret;
    try (var service = start()) {
      open(service, "one");
      head(service, keys(service));
      secret = Files.readString(file(), UTF_8);
    }
    Files.delete(file());
    KeyRing ring = KeyRing.parse(secret);
    String key = ring.signer().verifier().toString();
    sealsNothing(key, settings -> settings);
    assertThat(file()).doesNotExist();

    String other = foreign("other.example.com/x");
    sealsNothing(key, settings -> put(settings, "ledger.signing-key", other));
    String sameName = foreign(ring.origin());
    sealsNothing(key, settings -> put(settings, "ledger.signing-key", sameName));
    sealsNothing(
        key,
        settings -> {
          put(settings, "ledger.origin", "renamed.example.com");
          return put(settings, "ledger.signing-key", secret);
        });
    try (var service = start(settings -> put(settings, "ledger.signing-key", secret))) {
      assertThat(head(service, keys(service)).size()).as("all of it").isEqualTo(5);
    }
  }

  private static String foreign(String name) {
    return KeyRing.fresh(name).text();
  }

  @Test
  void isRefusedWhereOthersMayReadItOrItIsNone() throws IOException {
    start().close();
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
    refused("Others than its owner may read", settings -> settings);
    Job job = Job.in(data, "rotate-key");
    assertThat(job.exitCode()).isEqualTo(2);
    assertThat(job.said()).contains("chmod 600");
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file(), "no key\n");
    refused("holds no signing key", settings -> settings);
    refused(
        "ledger.signing-key holds no signing key",
        settings -> put(settings, "ledger.signing-key", "no key"));
    refused("no key may be called", settings -> put(settings, "ledger.origin", "with space"));
    Files.delete(file());
    assertThat(Job.in(data, "rotate-key").said()).contains("there is no " + file());
  }

  private void refused(String why, UnaryOperator<Map<String, Object>> settings) {
    assertThatThrownBy(() -> start(settings))
        .rootCause()
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining(why);
  }

  @Test
  void followsAnEmptyLedgerThatBecomesARehearsal() {
    try (var service = start()) {
      assertThat(head(service, keys(service)).origin()).doesNotContain("rehearsal");
    }
    try (var service =
        start(settings -> put(settings, "ledger.test-clock", "2025-03-15T00:00:00Z"))) {
      open(service, "one");
      Checkpoint head = head(service, keys(service));
      assertThat(head.origin()).endsWith("/rehearsal");
      assertThat(head.size()).isEqualTo(1);
    }
  }
}

package org.entitlementledger.api.audit.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.audit.export.Forger.adapted;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Service;
import org.entitlementledger.api.audit.export.ExportFindings.Finding;
import org.entitlementledger.api.cli.Job;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.tree.Hasher;
import org.entitlementledger.projections.tree.KeyRing;
import org.entitlementledger.projections.tree.RunningRoot;
import org.entitlementledger.projections.tree.VerifierKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An auditor finds with a file and a key whether anything was altered, and where. */
class VerifyTest {
  private static final int BYTES = Integer.getInteger("bytes", 7);
  private static final List<String> CHECKPOINTS = new ArrayList<>();
  private static String key = "";
  private static String export = "";
  private static String newer = "";
  private static String otherKey = "";
  private static String otherCheckpoint = "";

  @TempDir private Path folder;

  @BeforeAll
  static void ledger() {
    try (var service = Service.rehearsal("2025-03-20T09:00:00Z")) {
      Client operator = service.as("operator");
      Client auditor = service.as("auditor");
      for (String account : List.of("acme", "beta")) {
        operator.buy(account, "advanced", "2025-03-15");
        operator.post("/v1/accounts/" + account + "/vouchers", "{\"quantity\":2}");
        operator.post(
            "/v1/accounts/" + account + "/progress-calls",
            "{\"reason\":\"Über\",\"occurredAt\":\"2025-03-19T10:00:00Z\"}",
            "X-Correlation-Id",
            "abc");
        CHECKPOINTS.add(auditor.get("/v1/audit/checkpoint").body());
      }
      key = auditor.get("/v1/audit/key").body().strip();
      export = auditor.get("/v1/audit/export").body();
      operator.buy("more", "advanced", "2025-03-15");
      newer = auditor.get("/v1/audit/checkpoint").body();
    }
    try (var other = Service.rehearsal("2025-03-20T09:00:00Z")) {
      otherKey = other.as("auditor").get("/v1/audit/key").body().strip();
      otherCheckpoint = other.as("auditor").get("/v1/audit/checkpoint").body();
    }
  }

  private Path file(String name, String text) {
    return new Forger(folder, key).file(name, text);
  }

  private Job verify(String text, String... more) {
    return new Forger(folder, key).verify(text, more);
  }

  private String checkpoint(String note) {
    return "--checkpoint=" + file("checkpoint.txt", note);
  }

  private static void no(Job job, String... said) {
    assertThat(job.said()).contains(said).contains("NO, it is not what was sealed");
    assertThat(job.exitCode()).isEqualTo(1);
  }

  private static void yes(Job job, String... said) {
    assertThat(job.said()).startsWith("YES, it is what was sealed");
    List.of(said).forEach(one -> assertThat(job.said()).contains(one));
    assertThat(job.exitCode()).isZero();
  }

  private static List<String> lines() {
    return new ArrayList<>(export.lines().toList());
  }

  private static String joined(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  @Test
  void takesWhatWasSealed() {
    yes(verify(export), "8 events, all up to position 8 of entitlement-ledger.local/");
    for (String earlier : CHECKPOINTS) {
      yes(verify(export, checkpoint(earlier)));
    }
    yes(verify(export, checkpoint(newer)), "of size 10, cannot be compared");
    Path keys = file("keys.txt", key + "\n");
    assertThat(Job.alone("verify", file("same", export).toString(), "--key=" + keys).exitCode())
        .isZero();
  }

  @Test
  void refusesWhatAnotherLedgerSigned() {
    Path same = file("same", export);
    no(Job.alone("verify", same.toString(), "--key=" + otherKey), "line 9", "and the key of");
    no(verify(export, checkpoint(otherCheckpoint)), "the checkpoint that was kept", "it is of");
    VerifierKey known = VerifierKey.parse(key);
    String forger = KeyRing.fresh(known.name()).signer().verifier().toString();
    no(Job.alone("verify", same.toString(), "--key=" + forger), "none of the known keys");
    String signature = CHECKPOINTS.getFirst().replace("\n4\n", "\n5\n");
    no(verify(export, checkpoint(signature)), "the signature of", "is wrong");
    no(verify(export, checkpoint("no note")), "the checkpoint that was kept", "no empty line");
  }

  /** Somebody who has the key, too, and tells another history to another auditor. */
  @Test
  void findsThatHistoryWasChangedSinceACheckpoint() {
    var ring = KeyRing.fresh("ledger.example.com/x");
    var root = new RunningRoot();
    var hasher = new Hasher();
    List<String> lines = lines();
    List<String> events = lines.subList(0, 8);
    for (String line : events) {
      String leaf = LedgerJson.mapper().readTree(line).path("leaf").asString();
      root.add(hasher.leaf(Base64.getDecoder().decode(leaf)));
    }
    String manifest = lines.getLast();
    String origin = manifest.replaceAll(".*\"ledger\":\"([^\"]*)\".*", "$1");
    String note = LedgerJson.mapper().writeValueAsString(ring.sign(8, root.root()));
    String resigned =
        joined(events)
            + manifest
                .replace("\"ledger\":\"" + origin, "\"ledger\":\"ledger.example.com/x")
                .replace("\"rehearsal\":true", "\"rehearsal\":false")
                .replaceAll(
                    "\"checkpoint\":.*", Matcher.quoteReplacement("\"checkpoint\":" + note + "}}"))
            + "\n";
    String path = file("resigned", resigned).toString();
    String signer = "--key=" + ring.signer().verifier();
    yes(Job.alone("verify", path, signer));
    String otherHistory = ring.sign(3, root.root());
    no(
        Job.alone("verify", path, signer, checkpoint(otherHistory)),
        "the first 3 leaves do not give its root: history was changed");
  }

  @Test
  void findsLinesThatAreCutTwiceOrElsewhere() {
    List<String> lines = lines();
    for (int i = 0; i < 8; i++) {
      List<String> twice = lines();
      twice.add(i, lines.get(i));
      first(joined(twice), i + 2, i + 1L);
      List<String> without = lines();
      without.remove(i);
      if (i < 7) {
        first(joined(without), i + 1, i + 2L);
      } else {
        first(joined(without), 8, null);
      }
      if (i < 7) {
        List<String> swapped = lines();
        Collections.swap(swapped, i, i + 1);
        List<Finding> both = findings(joined(swapped));
        assertThat(both.get(0).line()).isEqualTo(i + 1);
        assertThat(both.get(1).line()).isEqualTo(i + 2);
        assertThat(both.stream().map(Finding::position)).startsWith(i + 2L, i + 1L);
        assertThat(both.stream().map(Finding::line).filter(line -> line != 9))
            .as("the others are not accused")
            .containsOnly(i + 1L, i + 2L);
        no(verify(adapted(swapped.subList(0, 8), lines.get(8))), "it stands behind position");
      }
    }
    List<String> fewer = lines().subList(0, 7);
    String manifest = lines.getLast().replace("\"rows\":8", "\"rows\":7");
    no(verify(adapted(fewer, manifest)), "line 8", "position 8 is missing");
  }

  @Test
  void findsThatItWasCut() {
    byte[] whole = export.getBytes(UTF_8);
    int end = export.substring(0, export.lastIndexOf("{\"manifest\"")).getBytes(UTF_8).length;
    for (int length = 0; length < whole.length; length += length < end ? 41 : 1) {
      List<Finding> found = findings(Arrays.copyOf(whole, length));
      assertThat(found.getLast().message()).as("%s bytes", length).contains("the export was cut");
    }
    no(verify(export.substring(0, end)), "there is no manifest");
    no(verify(""), "there is no manifest");
  }

  /**
   * Bytes all over it, each changed by one bit: the line is told in which it stands. Every byte of
   * the manifest, every end of a line, and of the rest as many as {@code -Dbytes=1} says: one in so
   * many.
   */
  @Test
  void findsEveryByteThatWasEdited() {
    byte[] whole = export.getBytes(UTF_8);
    long line = 1;
    for (int i = 0; i < whole.length; i++) {
      if (line < 9 && whole[i] != '\n' && i % BYTES != 0) {
        continue;
      }
      byte[] edited = whole.clone();
      edited[i] ^= (byte) (1 << i % 3);
      List<Finding> found = findings(edited);
      assertThat(found).as("byte %s of line %s", i, line).isNotEmpty();
      // a newline that is gone joins its line and the next one
      assertThat(found.getFirst().line()).as("byte %s: %s", i, found).isBetween(line - 1, line);
      if (line < 9 && whole[i] != '\n') {
        assertThat(found.getFirst().line()).as("byte %s: %s", i, found).isEqualTo(line);
      }
      line += whole[i] == '\n' ? 1 : 0;
    }
  }

  @Test
  void findsWhatWasEditedInALineAndItsLeafAlike() {
    List<String> lines = lines();
    lines.set(2, Forger.byMallory(lines.get(2)));
    String adapted = adapted(lines.subList(0, 8), lines.get(8));
    List<Finding> found = findings(adapted);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().message())
        .isEqualTo("the leaves do not give the root of the checkpoint");
    no(verify(adapted, checkpoint(CHECKPOINTS.getFirst())), "history was changed", "line 9");
  }

  private static void first(String text, long line, @Nullable Long position) {
    Finding found = findings(text).getFirst();
    assertThat(found.line()).as("%s", found).isEqualTo(line);
    assertThat(found.position()).as("%s", found).isEqualTo(position);
  }

  private static List<Finding> findings(String text) {
    return findings(text.getBytes(UTF_8));
  }

  private static List<Finding> findings(byte[] bytes) {
    try {
      return new ExportVerifier(new HeadVerifier(List.of(VerifierKey.parse(key))), List.of(), null)
          .verify(() -> new ByteArrayInputStream(bytes))
          .findings()
          .first();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}

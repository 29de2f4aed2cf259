package org.entitlementledger.api.audit.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.entitlementledger.api.cli.Job;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.tree.Checkpoint;
import org.entitlementledger.projections.tree.Hash;
import org.entitlementledger.projections.tree.Hasher;
import org.entitlementledger.projections.tree.Leaf;
import org.entitlementledger.projections.tree.MerkleProof;
import org.entitlementledger.projections.tree.SignedNote;
import org.entitlementledger.projections.tree.VerifierKey;
import org.junit.jupiter.api.Test;

/** The vectors of docs/PROOF.md are what they say; the files there never change. */
class ProofDocumentTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Path SAMPLE = DOCS.resolve("proof");

  private static String sample(String name) throws IOException {
    return Files.readString(SAMPLE.resolve(name), UTF_8);
  }

  private static Checkpoint checkpoint(String note) throws IOException {
    SignedNote signed = SignedNote.parse(note);
    signed.verify(List.of(VerifierKey.parse(sample("key.txt").strip())));
    return Checkpoint.parse(signed.text());
  }

  /** Whole lines of the page that fit a pattern. */
  private static List<String> lines(String pattern) throws IOException {
    return Files.readString(DOCS.resolve("PROOF.md"))
        .lines()
        .filter(line -> line.matches(pattern))
        .toList();
  }

  @Test
  void hasALeafWithItsHash() throws IOException {
    byte[] leaf = HexFormat.of().parseHex(String.join("", lines("[0-9a-f]{8,}")));
    assertThat(new String(Leaf.fields(leaf).get(9), UTF_8)).isEqualTo("olga");
    assertThat(Files.readString(DOCS.resolve("PROOF.md")))
        .contains("the leaf hash `" + new Hasher().leaf(leaf).hex() + "`");
  }

  @Test
  void hasAnExportThatVerifies() {
    Job job =
        Job.alone(
            "verify",
            SAMPLE.resolve("export.ndjson").toString(),
            "--key=" + SAMPLE.resolve("key.txt"),
            "--checkpoint=" + SAMPLE.resolve("earlier-checkpoint.txt"));
    assertThat(job.said()).startsWith("YES").contains("6 events, all up to position 6");
    assertThat(job.exitCode()).isZero();
  }

  @Test
  void hasProofsThatVerify() throws IOException {
    String[] proof = sample("tlog-proof.txt").split("\n\n", 2);
    List<String> lines = proof[0].lines().toList();
    assertThat(lines.subList(0, 2)).containsExactly("c2sp.org/tlog-proof@v1", "index 3");
    List<Hash> path = lines.subList(2, lines.size()).stream().map(Hash::parse).toList();
    Checkpoint head = checkpoint(proof[1]);
    String line = sample("export.ndjson").lines().skip(3).findFirst().orElseThrow();
    byte[] leaf =
        Base64.getDecoder().decode(LedgerJson.mapper().readTree(line).path("leaf").asString());
    Hash hash = new Hasher().leaf(leaf);
    assertThat(MerkleProof.includes(3, head.size(), hash, path, head.root())).isTrue();

    Checkpoint earlier = checkpoint(sample("earlier-checkpoint.txt"));
    List<Hash> consistency = lines("[A-Za-z0-9+/]{43}=").stream().map(Hash::parse).toList();
    assertThat(consistency).hasSize(2);
    assertThat(
            MerkleProof.consistent(
                earlier.size(), head.size(), earlier.root(), head.root(), consistency))
        .isTrue();
  }
}

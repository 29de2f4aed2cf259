package org.entitlementledger.api.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.entitlementledger.api.audit.export.CompleteExport;
import org.entitlementledger.api.audit.export.ExportSource;
import org.entitlementledger.api.audit.export.ExportVerifier;
import org.entitlementledger.api.audit.export.HeadVerifier;
import org.entitlementledger.api.audit.export.InclusionEvidence;
import org.entitlementledger.api.audit.export.InclusionProofs;
import org.entitlementledger.api.audit.export.VerificationResult;
import org.entitlementledger.projections.tree.InvalidNote;
import org.entitlementledger.projections.tree.VerifierKey;
import org.jspecify.annotations.Nullable;

/**
 * Verifies an export without a ledger: no database, no settings.
 *
 * @param key a verifier key, or the name of a file with them
 * @param checkpoint a signed head that was kept
 * @param proofs inclusion proofs for a filtered export
 * @param whole an export of everything, to find the lines of a filtered one in
 */
record VerifyJob(
    String key, @Nullable Path checkpoint, @Nullable Path proofs, @Nullable Path whole) {
  /** For its manifest at the end, and for its lines. */
  private static final int READINGS = 2;

  /**
   * Verifies it and prints the verdict.
   *
   * @return the exit code
   * @throws JobRefused where the key cannot be read
   * @throws IOException where a file cannot be read
   */
  int run(Path export, JobOutput output) throws IOException {
    var heads = new HeadVerifier(keys());
    List<String> trusted =
        checkpoint == null ? List.of() : List.of(new String(Files.readAllBytes(checkpoint), UTF_8));
    try (var evidence = evidence(heads, trusted);
        var progress = new JobProgress(output, "verify")) {
      var source = new MeteredFile(export, READINGS, progress);
      VerificationResult verdict = new ExportVerifier(heads, trusted, evidence).verify(source);
      progress.end();
      return tell(verdict, output.out());
    }
  }

  private @Nullable InclusionEvidence evidence(HeadVerifier heads, List<String> trusted)
      throws IOException {
    if (proofs != null) {
      return new InclusionProofs(heads, source(proofs));
    }
    return whole == null ? null : new CompleteExport(heads, trusted, source(whole));
  }

  private static ExportSource source(Path file) {
    return () -> Files.newInputStream(file);
  }

  private List<VerifierKey> keys() throws IOException {
    List<String> lines = key.contains("+") ? List.of(key) : lines(key);
    try {
      List<VerifierKey> keys =
          lines.stream().filter(line -> !line.isBlank()).map(VerifierKey::parse).toList();
      if (keys.isEmpty() || keys.stream().map(VerifierKey::name).distinct().count() > 1) {
        throw new JobRefused("there must be keys, all of one ledger: " + key);
      }
      return keys;
    } catch (InvalidNote refused) {
      throw new JobRefused(key + ": " + refused.getMessage());
    }
  }

  private static List<String> lines(String file) throws IOException {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (InvalidPathException unfit) {
      throw new JobRefused("neither a verifier key nor a file: " + file);
    }
  }

  private static int tell(VerificationResult verdict, PrintStream out) {
    verdict.findings().first().forEach(out::println);
    return switch (verdict.outcome()) {
      case SEALED -> {
        out.println("YES, it is what was sealed: " + verdict.words());
        yield ExitCode.DONE;
      }
      case UNPROVED -> {
        out.println(
            "NOT PROVED: each line agrees with its leaf, but nothing shows that the leaves are in"
                + " the log: "
                + verdict.words()
                + "; give --proofs=<file of inclusion proofs> or --whole=<export of everything>");
        yield ExitCode.NOT_PROVED;
      }
      case ALTERED -> {
        out.println(
            "NO, it is not what was sealed: "
                + verdict.words()
                + "; "
                + findings(verdict)
                + " found");
        yield ExitCode.ALTERED;
      }
    };
  }

  private static String findings(VerificationResult verdict) {
    long count = verdict.findings().count();
    return count == 1 ? "1 fault was" : count + " faults were";
  }
}

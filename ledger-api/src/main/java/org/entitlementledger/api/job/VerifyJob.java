package org.entitlementledger.api.job;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.entitlementledger.api.export.ExportVerifier;
import org.entitlementledger.api.export.ExportVerifier.Verdict;
import org.entitlementledger.api.job.Jobs.Obstacle;
import org.entitlementledger.projections.tree.NoteRefused;
import org.entitlementledger.projections.tree.VerifierKey;
import org.jspecify.annotations.Nullable;

/** Verifies an export without a ledger: no database, no settings. */
final class VerifyJob {
  private static final String KEY = "--key=";
  private static final String CHECKPOINT = "--checkpoint=";

  private VerifyJob() {}

  /**
   * Does it.
   *
   * @param arguments the options among them
   * @return the exit code
   * @throws Obstacle where the key or a file cannot be read, or an option is unknown
   */
  static int run(Path export, List<String> arguments, PrintStream out) throws IOException {
    String key = null;
    String checkpoint = null;
    for (String option : arguments.stream().filter(one -> one.startsWith("--")).toList()) {
      if (option.startsWith(KEY)) {
        key = option.substring(KEY.length());
      } else if (option.startsWith(CHECKPOINT)) {
        checkpoint = option.substring(CHECKPOINT.length());
      } else {
        throw new Obstacle("unknown option " + option);
      }
    }
    if (key == null) {
      throw new Obstacle("--key=<verifier key, or a file with them> is missing");
    }
    var verifier = new ExportVerifier(keys(key), kept(checkpoint));
    try (var in = Files.newInputStream(export)) {
      return tell(verifier.verify(in), out);
    }
  }

  private static byte @Nullable [] kept(@Nullable String file) throws IOException {
    return file == null ? null : Files.readAllBytes(Path.of(file));
  }

  private static List<VerifierKey> keys(String given) throws IOException {
    List<String> lines = given.contains("+") ? List.of(given) : lines(given);
    try {
      List<VerifierKey> keys =
          lines.stream().filter(line -> !line.isBlank()).map(VerifierKey::parse).toList();
      if (keys.isEmpty() || keys.stream().map(VerifierKey::name).distinct().count() > 1) {
        throw new Obstacle("there must be keys, all of one ledger: " + given);
      }
      return keys;
    } catch (NoteRefused refused) {
      throw new Obstacle(given + ": " + refused.getMessage());
    }
  }

  private static List<String> lines(String file) throws IOException {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (InvalidPathException unfit) {
      throw new Obstacle("neither a verifier key nor a file: " + file);
    }
  }

  private static int tell(Verdict verdict, PrintStream out) {
    verdict.findings().first().forEach(out::println);
    if (verdict.intact()) {
      out.println("YES, it is what was sealed: " + verdict.words());
      return Jobs.DONE;
    }
    out.println(
        "NO, it is not what was sealed: " + verdict.words() + "; " + findings(verdict) + " found");
    return Jobs.NOT_WHOLE;
  }

  private static String findings(Verdict verdict) {
    long count = verdict.findings().count();
    return count == 1 ? "1 fault was" : count + " faults were";
  }
}

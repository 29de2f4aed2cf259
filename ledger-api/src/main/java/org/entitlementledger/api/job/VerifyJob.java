package org.entitlementledger.api.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.entitlementledger.api.export.Evidence;
import org.entitlementledger.api.export.ExportSource;
import org.entitlementledger.api.export.ExportVerifier;
import org.entitlementledger.api.export.HeadVerifier;
import org.entitlementledger.api.export.InclusionProofs;
import org.entitlementledger.api.export.Verdict;
import org.entitlementledger.api.export.WholeExport;
import org.entitlementledger.api.job.Jobs.Obstacle;
import org.entitlementledger.projections.tree.NoteRefused;
import org.entitlementledger.projections.tree.VerifierKey;
import org.jspecify.annotations.Nullable;

/** Verifies an export without a ledger: no database, no settings. */
final class VerifyJob {
  private static final String KEY = "key";
  private static final String CHECKPOINT = "checkpoint";
  private static final String PROOFS = "proofs";
  private static final String WHOLE = "whole";
  private static final Set<String> OPTIONS = Set.of(KEY, CHECKPOINT, PROOFS, WHOLE);

  private VerifyJob() {}

  /**
   * Does it.
   *
   * @param arguments the options among them
   * @return the exit code
   * @throws Obstacle where the key or a file cannot be read, or an option is unknown
   */
  static int run(Path export, List<String> arguments, PrintStream out) throws IOException {
    Map<String, String> options = options(arguments);
    String key = options.get(KEY);
    if (key == null) {
      throw new Obstacle("--key=<verifier key, or a file with them> is missing");
    }
    var heads = new HeadVerifier(keys(key));
    String checkpoint = options.get(CHECKPOINT);
    List<String> kept =
        checkpoint == null
            ? List.of()
            : List.of(new String(Files.readAllBytes(path(checkpoint)), UTF_8));
    try (var evidence = evidence(options, heads, kept)) {
      var verifier = new ExportVerifier(heads, kept, evidence);
      return tell(verifier.verify(() -> Files.newInputStream(export)), out);
    }
  }

  private static Map<String, String> options(List<String> arguments) {
    var options = new HashMap<String, String>();
    for (String option : arguments.stream().filter(one -> one.startsWith("--")).toList()) {
      int equals = option.indexOf('=');
      String name = equals < 0 ? "" : option.substring(2, equals);
      if (!OPTIONS.contains(name)) {
        throw new Obstacle("unknown option " + option);
      }
      if (options.put(name, option.substring(equals + 1)) != null) {
        throw new Obstacle("the option --" + name + " is given twice");
      }
    }
    if (options.containsKey(PROOFS) && options.containsKey(WHOLE)) {
      throw new Obstacle("--proofs and --whole exclude each other");
    }
    return options;
  }

  private static @Nullable Evidence evidence(
      Map<String, String> options, HeadVerifier heads, List<String> kept) throws IOException {
    String proofs = options.get(PROOFS);
    if (proofs != null) {
      return new InclusionProofs(heads, source(proofs));
    }
    String whole = options.get(WHOLE);
    return whole == null ? null : new WholeExport(heads, kept, source(whole));
  }

  private static ExportSource source(String file) {
    Path path = path(file);
    return () -> Files.newInputStream(path);
  }

  private static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException unfit) {
      throw new Obstacle("not a file: " + file);
    }
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
    return switch (verdict.outcome()) {
      case SEALED -> {
        out.println("YES, it is what was sealed: " + verdict.words());
        yield Jobs.DONE;
      }
      case UNPROVED -> {
        out.println(
            "NOT PROVED: each line agrees with its leaf, but nothing shows that the leaves are in"
                + " the log: "
                + verdict.words()
                + "; give --proofs=<file of inclusion proofs> or --whole=<export of everything>");
        yield Jobs.NOT_PROVED;
      }
      case ALTERED -> {
        out.println(
            "NO, it is not what was sealed: "
                + verdict.words()
                + "; "
                + findings(verdict)
                + " found");
        yield Jobs.NOT_WHOLE;
      }
    };
  }

  private static String findings(Verdict verdict) {
    long count = verdict.findings().count();
    return count == 1 ? "1 fault was" : count + " faults were";
  }
}

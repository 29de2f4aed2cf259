package org.entitlementledger.api.job;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.entitlementledger.api.backup.Backups;
import org.entitlementledger.api.backup.Backups.Backup;
import org.entitlementledger.api.backup.Manifest;
import org.entitlementledger.api.backup.Restoring;
import org.entitlementledger.api.settings.Database;
import org.entitlementledger.api.settings.LedgerSettings;
import org.entitlementledger.api.tree.SigningKeyFile;
import org.entitlementledger.api.write.StartRefused;
import org.entitlementledger.projections.tree.KeyRing;
import org.entitlementledger.projections.tree.NoteRefused;
import org.entitlementledger.projections.verification.Signatures;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

/**
 * The jobs of the command line. They take the settings of the service, start no server, and say
 * what they found in plain lines.
 */
public final class Jobs {
  /** The job is done; a ledger that was checked is whole. */
  public static final int DONE = 0;

  /** The ledger, or the export, is not what was sealed. */
  public static final int NOT_WHOLE = 1;

  /** The job could not be done: the arguments, the file or the database are not fit for it. */
  public static final int NOT_DONE = 2;

  /** Nothing contradicts the export, and nothing shows that its lines are in the log. */
  public static final int NOT_PROVED = 3;

  private static final String USAGE =
      """
      usage: java -jar ledger.jar <job> [--ledger.data=… --spring.datasource.url=… …]
        check           read the whole ledger, and hold the views against the log
        rebuild         compute all views once more from the log
        export <file>   write all sealed events and their manifest, as GET /v1/audit/export
        backup <file>   write a backup (PostgreSQL, or H2 while no service runs on it)
        restore <file>  put a backup into a database that holds no ledger, and check it
        verify <export> --key=<verifier key or file> [--checkpoint=<file>]
                        [--proofs=<inclusion proofs> | --whole=<export of everything>]
                        verify an export, without a ledger: 0 sealed, 1 altered, 3 not proved
        rotate-key      let a new key sign the ledger from the next start on
      without a job the service starts\
      """;

  private Jobs() {}

  /** Whether the arguments of the program name a job. */
  public static boolean isNamed(String[] arguments) {
    return !words(arguments).isEmpty();
  }

  private static List<String> words(String[] arguments) {
    return Arrays.stream(arguments).filter(one -> !one.startsWith("--")).toList();
  }

  /** The settings that jobs and the service have in common. */
  @EnableConfigurationProperties({LedgerSettings.class, DataSourceProperties.class})
  private static final class Settings {}

  /**
   * Does a job.
   *
   * @param arguments its name, what it takes, and settings
   * @param out takes the report
   * @return the exit code of the program
   */
  public static int run(String[] arguments, PrintStream out) {
    List<String> words = words(arguments);
    int operands =
        switch (words.getFirst()) {
          case "check", "rebuild", "rotate-key" -> 0;
          case "export", "backup", "restore", "verify" -> 1;
          default -> -1;
        };
    if (words.size() - 1 != operands) {
      out.println((operands < 0 ? "unknown job " : "wrong arguments of ") + words.getFirst());
      out.println(USAGE);
      return NOT_DONE;
    }
    try {
      return words.getFirst().equals("verify")
          ? VerifyJob.run(Path.of(words.get(1)), List.of(arguments), out)
          : run(words, settings(arguments), out);
    } catch (Obstacle | Restoring.Unfit | UncheckedIOException | IOException unfit) {
      out.println(words.getFirst() + " could not be done: " + FileTrouble.reason(unfit));
    } catch (SQLException failed) {
      out.println(words.getFirst() + " could not be done: " + OpenLedger.why(failed));
    }
    return NOT_DONE;
  }

  /** What the settings say of the ledger. */
  private record Where(LedgerSettings settings, DataSourceProperties properties) {
    Database database() {
      return Database.of(properties, settings);
    }
  }

  private static Where settings(String[] arguments) {
    try (var context =
        new SpringApplicationBuilder(Settings.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .properties("logging.level.root=warn")
            .run(arguments)) {
      return new Where(
          context.getBean(LedgerSettings.class), context.getBean(DataSourceProperties.class));
    }
  }

  private static int run(List<String> words, Where where, PrintStream out)
      throws IOException, SQLException {
    switch (words.getFirst()) {
      case "rotate-key" -> {
        out.println(KeyRotation.run(where.settings()));
        return DONE;
      }
      case "restore" -> {
        Database database = Database.forNewLedger(where.properties(), where.settings());
        Manifest restored = Restoring.run(Path.of(words.get(1)), database);
        out.println("restored up to position " + restored.position());
        return check(where, out);
      }
      case "check" -> {
        return check(where, out);
      }
      default -> {
        try (var ledger = OpenLedger.of(where.database())) {
          return run(words, ledger, out);
        }
      }
    }
  }

  private static int run(List<String> words, OpenLedger ledger, PrintStream out)
      throws IOException {
    switch (words.getFirst()) {
      case "rebuild" -> {
        return new ViewsCheck(ledger).rebuild(out);
      }
      case "export" -> {
        out.println(ExportJob.write(ledger, Path.of(words.get(1))));
      }
      default -> {
        Path file = Path.of(words.get(1)).toAbsolutePath();
        Backup backup = new Backups(ledger.database()).take(file);
        out.println(backup.file() + " holds the ledger up to position " + position(backup));
      }
    }
    return DONE;
  }

  private static long position(Backup backup) {
    return backup.manifest().position();
  }

  private static int check(Where where, PrintStream out) {
    KeyRing keys = keys(where.settings());
    var signatures = new Signatures(keys == null ? List.of() : keys.verifiers());
    try (var ledger = OpenLedger.of(where.database())) {
      return LedgerCheck.run(ledger, signatures, out);
    }
  }

  /** Those that the service would have; null where there are none. */
  private static @Nullable KeyRing keys(LedgerSettings settings) {
    String set = settings.signingKey();
    try {
      return set == null || set.isBlank()
          ? new SigningKeyFile(settings.data()).read()
          : KeyRing.parse(set.replaceAll("\\s+", "\n"));
    } catch (StartRefused refused) {
      throw new Obstacle(refused.getMessage() + " " + refused.action());
    } catch (NoteRefused refused) {
      throw new Obstacle("ledger.signing-key holds no signing key: " + refused.getMessage());
    }
  }

  /** What keeps a job from being done; the message says what. */
  static final class Obstacle extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Obstacle(String message) {
      super(message);
    }
  }
}

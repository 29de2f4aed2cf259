package org.entitlementledger.api.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.entitlementledger.api.admin.backup.BackupManifest;
import org.entitlementledger.api.admin.backup.Backups;
import org.entitlementledger.api.admin.backup.Backups.Backup;
import org.entitlementledger.api.admin.backup.Restore;
import org.entitlementledger.api.database.Database;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/**
 * The jobs of the command line, one method each. They take the service's settings, start no server,
 * and return the exit code of the program.
 */
@Command(
    name = "java -jar ledger.jar",
    customSynopsis = "java -jar ledger.jar [<job>] [<setting>...]",
    synopsisHeading = "usage: ",
    description = "Start the service or, with a job, do that job without a service.",
    commandListHeading = "%njobs:%n",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footerHeading = "%nsettings:%n",
    footer = {
      "  --<name>=<value>, as for the service: --ledger.data=<folder>,",
      "  --spring.datasource.url=<JDBC URL>, and others with a point in their name"
    },
    exitCodeOnExecutionException = ExitCode.NOT_DONE,
    exitCodeListHeading = "%nexit codes:%n",
    exitCodeList = {
      "0:done; a checked ledger is intact, a verified export is sealed",
      "1:the ledger, or the export, was altered",
      "2:not done: wrong arguments, an unusable file or database",
      "3:nothing proves that the lines of a filtered export are in the log"
    },
    scope = ScopeType.INHERIT)
final class Jobs {
  private final JobOutput output;
  private final List<String> settings;

  Jobs(JobOutput output, List<String> settings) {
    this.output = output;
    this.settings = settings;
  }

  @Command(
      customSynopsis = "java -jar ledger.jar check [<setting>...]",
      description = "Read the whole ledger, and compare the views with the log.")
  int check() {
    return check(JobSettings.read(settings));
  }

  private int check(JobSettings ledger) {
    try (var open = OpenLedger.of(ledger.database())) {
      return new LedgerCheck(open, ledger.signatures(), output).run();
    }
  }

  @Command(
      customSynopsis = "java -jar ledger.jar rebuild [<setting>...]",
      description = "Compute all views again from the log.")
  int rebuild() {
    try (var ledger = OpenLedger.of(JobSettings.read(settings).database())) {
      return new ViewsCheck(ledger).rebuild(output);
    }
  }

  @Command(
      customSynopsis = "java -jar ledger.jar export <file> [<setting>...]",
      description = "Write all sealed events and their manifest, as GET /v1/audit/export.")
  int export(
      @Parameters(paramLabel = "<file>", description = "A file that does not exist yet.") Path file)
      throws IOException {
    try (var ledger = OpenLedger.of(JobSettings.read(settings).database())) {
      output.out().println(ExportJob.write(ledger, file, output));
      return ExitCode.DONE;
    }
  }

  @Command(
      customSynopsis = "java -jar ledger.jar backup <file> [<setting>...]",
      description = "Write a backup (on H2 while no service runs on it).")
  int backup(
      @Parameters(paramLabel = "<file>", description = "A file that does not exist yet.")
          Path file) {
    try (var ledger = OpenLedger.of(JobSettings.read(settings).database());
        var progress = new JobProgress(output, "backup")) {
      Backup backup = new Backups(ledger.database()).take(file.toAbsolutePath(), progress);
      progress.end();
      long position = backup.manifest().position();
      output.out().println(backup.file() + " holds the ledger up to position " + position);
      return ExitCode.DONE;
    }
  }

  @Command(
      customSynopsis = "java -jar ledger.jar restore <file> [<setting>...]",
      description = "Restore a backup into a database that holds no ledger, and check it.")
  int restore(@Parameters(paramLabel = "<file>", description = "A backup.") Path file)
      throws IOException, SQLException {
    JobSettings ledger = JobSettings.read(settings);
    Database database = ledger.newDatabase();
    try (var progress = new JobProgress(output, "restore")) {
      BackupManifest restored = Restore.run(file, database, progress);
      progress.end();
      output.out().println("restored up to position " + restored.position());
    }
    return check(ledger);
  }

  @Command(
      customSynopsis = {
        "java -jar ledger.jar verify <export> --key=<key> [--checkpoint=<file>]",
        "                            [--proofs=<file> | --whole=<export>]"
      },
      description = "Verify an export. Needs no ledger and takes no settings.",
      footerHeading = "%n",
      footer = "Without --proofs or --whole a filtered export is at best not proved.")
  int verify(
      @Parameters(paramLabel = "<export>", description = "The file to verify.") Path export,
      @Option(
              names = "--key",
              paramLabel = "<key>",
              required = true,
              description = "The ledger's public key, or a file with its keys.")
          String key,
      @Option(
              names = "--checkpoint",
              paramLabel = "<file>",
              description = "A signed head kept from another time.")
          @Nullable Path checkpoint,
      @Option(
              names = "--proofs",
              paramLabel = "<file>",
              description = "Proofs that the lines of a filtered export are in the log.")
          @Nullable Path proofs,
      @Option(
              names = "--whole",
              paramLabel = "<export>",
              description = "An export of everything, to find the lines in.")
          @Nullable Path whole)
      throws IOException {
    if (!settings.isEmpty()) {
      throw new JobRefused("unknown option " + settings.getFirst());
    }
    if (proofs != null && whole != null) {
      throw new JobRefused("--proofs and --whole exclude each other");
    }
    return new VerifyJob(key, checkpoint, proofs, whole).run(export, output);
  }

  @Command(
      name = "rotate-key",
      customSynopsis = "java -jar ledger.jar rotate-key [<setting>...]",
      description = "Let a new key sign the ledger from the next start on.")
  int rotateKey() {
    output.out().println(KeyRotation.run(JobSettings.read(settings).ledger()));
    return ExitCode.DONE;
  }
}

package org.entitlementledger.api.admin.backup;

import io.swagger.v3.oas.annotations.Operation;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import org.entitlementledger.api.admin.backup.Backups.Backup;
import org.entitlementledger.api.database.Database;
import org.entitlementledger.api.problem.RequestRejected;
import org.entitlementledger.api.problem.Slug;
import org.entitlementledger.api.security.access.Caller;
import org.entitlementledger.api.settings.LedgerSettings;
import org.entitlementledger.api.web.request.IdempotentRequest;
import org.entitlementledger.api.web.route.ResponseType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets administrators back up the running ledger. */
@RestController
final class BackupController {
  private static final Logger LOG = LoggerFactory.getLogger(BackupController.class);
  private static final String FOLDER = "backups";

  private final Backups backups;
  private final Path folder;

  BackupController(Database database, LedgerSettings settings) {
    backups = new Backups(database);
    folder = settings.dataFolder().toAbsolutePath().normalize().resolve(FOLDER);
  }

  /**
   * A backup.
   *
   * @param file its name in the folder {@code <ledger.data>/backups} of the node that answers
   * @param position the last event in it
   * @param takenAt by the database's clock
   */
  record Taken(String file, long position, Instant takenAt) {
    static Taken of(Backup backup) {
      return new Taken(
          backup.file().getFileName().toString(),
          backup.manifest().position(),
          backup.manifest().takenAt());
    }
  }

  /** What keeps the file from being written, a full disk above all, is not the client's mistake. */
  @PostMapping("/v1/admin/backups")
  @Operation(
      operationId = "createBackup",
      summary = "Write a backup of the whole ledger while it runs")
  @ResponseType(
      value = Taken.class,
      made = true,
      refuses = {Slug.INVALID_TRANSITION, Slug.IDEMPOTENCY_CONFLICT})
  ResponseEntity<?> take(IdempotentRequest once) {
    try {
      return once.answer(this::taken);
    } catch (UncheckedIOException unwritten) {
      throw new RequestRejected(Slug.UNAVAILABLE, String.valueOf(unwritten.getMessage()));
    }
  }

  private ResponseEntity<Taken> taken() {
    Backup backup = backups.takeInto(folder);
    LOG.info(
        "{} wrote the backup {} up to position {}",
        Caller.present().actor(),
        backup.file(),
        backup.manifest().position());
    return ResponseEntity.status(HttpStatus.CREATED)
        .contentType(MediaType.APPLICATION_JSON)
        .body(Taken.of(backup));
  }
}

package org.entitlementledger.api.admin.backup;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Describes a backup. It is the last entry of the file, so that an incomplete file has none.
 *
 * @param format the version of the file format: 1
 * @param schema the schema version of its tables
 * @param position of the last event
 * @param takenAt the time of the database
 */
public record BackupManifest(
    int format,
    String schema,
    @Nullable UUID ledgerId,
    boolean rehearsal,
    long position,
    Instant takenAt,
    List<Part> tables) {
  static final int FORMAT = 1;
  static final String ENTRY = "manifest.json";

  /**
   * One table.
   *
   * @param sha256 of its entry, lower-case hex
   */
  public record Part(String table, long rows, String sha256) {
    String entry() {
      return "tables/" + table + ".ndjson";
    }
  }
}

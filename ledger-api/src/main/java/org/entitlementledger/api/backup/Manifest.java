package org.entitlementledger.api.backup;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a backup says of itself: the last entry of its file, so that one that was not written to the
 * end has none.
 *
 * @param format of the backup: 1
 * @param schema the version of the schema that its tables have
 * @param position the last event in it
 * @param takenAt by the database's clock
 */
public record Manifest(
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

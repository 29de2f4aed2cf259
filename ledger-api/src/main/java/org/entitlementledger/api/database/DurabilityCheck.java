package org.entitlementledger.api.database;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.entitlementledger.api.settings.StartRefused;
import org.entitlementledger.projections.database.Dialect;
import org.entitlementledger.projections.database.h2.SyncProbe;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Checks at start that commits are durable on disk (DESIGN.md, decision 9). */
public final class DurabilityCheck {
  /** Settings of PostgreSQL that must not be off, and what becomes of the data otherwise. */
  private static final Map<String, String> NEVER_OFF =
      Map.of(
          "fsync", "a crash of the server may lose or destroy the ledger",
          "synchronous_commit", "commands are answered before they are on disk",
          "full_page_writes", "a crash in the middle of a write may destroy the ledger");

  /** Two letters at least: one is a drive of Windows. */
  private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z]+:");

  private DurabilityCheck() {}

  /**
   * Checks the database of {@code jdbc}.
   *
   * @throws StartRefused saying what to change
   */
  public static void run(JdbcTemplate jdbc) {
    if (Dialect.of(jdbc).embedded()) {
      embedded(jdbc.queryForObject("select database_path()", String.class));
    } else {
      postgresql(jdbc);
    }
  }

  private static void postgresql(JdbcTemplate jdbc) {
    NEVER_OFF.forEach(
        (setting, otherwise) -> {
          if ("off".equals(jdbc.queryForObject("show " + setting, String.class))) {
            throw new StartRefused(
                "PostgreSQL runs with " + setting + " = off: " + otherwise + ".",
                "Set "
                    + setting
                    + " = on in postgresql.conf and reload the server; look for it in ALTER"
                    + " SYSTEM, ALTER DATABASE, ALTER ROLE and in spring.datasource.url too.");
          }
        });
  }

  private static void embedded(@Nullable String path) {
    if (path == null || SCHEME.matcher(path).find()) {
      throw new StartRefused(
          "H2 keeps the ledger where a commit does not reach the disk: "
              + (path == null ? "in memory" : path)
              + ".",
          "Leave spring.datasource.url out and set ledger.data to a folder on a disk, or give the"
              + " URL of a PostgreSQL database.");
    }
    Path folder = Path.of(path).toAbsolutePath().getParent();
    if (!SyncProbe.reachesDisk(folder, Database.EMBEDDED_SETTINGS)) {
      throw new StartRefused(
          "What this H2 stores does not reach the file in " + folder + ".",
          "Use the H2 that comes with the service, or a PostgreSQL database.");
    }
  }
}

package org.entitlementledger.api.admin.backup;

import java.util.Objects;
import org.entitlementledger.api.database.Database;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Checks and creates the schema of a ledger for jobs; the service upgrades it at start. */
public final class Schema {
  private static final String VERSION =
      "select version from flyway_schema_history where success and version is not null"
          + " order by installed_rank desc limit 1";

  private Schema() {}

  /** The version of a ledger's schema. */
  public static String version(JdbcOperations jdbc) {
    return Objects.requireNonNull(jdbc.queryForObject(VERSION, String.class));
  }

  /** Upgrades it to a version, or to the latest. */
  static void migrate(Database database, @Nullable String version) {
    flyway(database, version).migrate();
  }

  /** Why this version cannot work with the schema; null if it can. */
  public static @Nullable String obstacle(Database database) {
    var info = flyway(database, null).info();
    if (info.applied().length == 0) {
      return "there is no ledger in " + database;
    }
    for (MigrationInfo migrationInfo : info.all()) {
      if (migrationInfo.getState().isFailed()) {
        return "the upgrade to schema " + migrationInfo.getVersion() + " failed half-way";
      }
      if (migrationInfo.getState().isApplied() && !migrationInfo.getState().isResolved()) {
        return "a later version has upgraded it to schema " + migrationInfo.getVersion();
      }
    }
    return info.pending().length == 0
        ? null
        : "its schema is of an earlier version: start the service once, which upgrades it";
  }

  private static Flyway flyway(Database database, @Nullable String version) {
    return Flyway.configure()
        .dataSource(database.unpooled())
        .locations(
            "classpath:db/migration/common",
            "classpath:db/migration/" + database.dialect().vendor())
        .target(version == null ? "latest" : version)
        .load();
  }
}

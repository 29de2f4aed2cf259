package org.entitlementledger.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.entitlementledger.benchmark.Callers.Rate;
import org.entitlementledger.projections.Databases.Database;
import org.entitlementledger.projections.database.Dialect;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** How much room a ledger takes, in bytes an event. */
final class Footprint {
  /** Position, sequence, two times, an id and a revision. */
  private static final int FIXED = 52;

  private final JdbcTemplate jdbc;
  private final long events;

  Footprint(Database database) {
    jdbc =
        new JdbcTemplate(
            new DriverManagerDataSource(database.url(), database.username(), database.password()));
    events = one("select count(*) from log", Long.class);
  }

  /** What was recorded, without anything that a database adds. */
  Rate log() {
    long bytes =
        one(
            "select sum(octet_length(payload) + octet_length(metadata) + octet_length(account_id)"
                + " + octet_length(type) + octet_length(actor)) from log",
            Long.class);
    return Rate.per((double) bytes / events + FIXED);
  }

  /** The database, with all that is computed from the log and all that is dead. */
  Rate all() throws IOException {
    long bytes =
        Dialect.of(jdbc).embedded()
            ? Files.size(Path.of(one("select database_path()", String.class) + ".mv.db"))
            : one("select pg_database_size(current_database())", Long.class);
    return Rate.per((double) bytes / events);
  }

  private <T> T one(String sql, Class<T> type) {
    return Objects.requireNonNull(jdbc.queryForObject(sql, type));
  }
}

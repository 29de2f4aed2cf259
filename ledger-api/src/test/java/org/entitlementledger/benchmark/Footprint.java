package org.entitlementledger.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.entitlementledger.benchmark.Callers.Rate;
import org.entitlementledger.projections.Databases.Database;
import org.entitlementledger.projections.Dialect;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** How much room a ledger takes. */
final class Footprint {
  private static final double MEBIBYTE = 1 << 20;

  private Footprint() {}

  /** Events in a MiB of the database, with all that is computed from them and all that is dead. */
  static Rate of(Database database) throws IOException {
    var jdbc =
        new JdbcTemplate(
            new DriverManagerDataSource(database.url(), database.username(), database.password()));
    long events = one(jdbc, "select count(*) from log", Long.class);
    long bytes =
        switch (Dialect.of(jdbc)) {
          case H2 ->
              Files.size(Path.of(one(jdbc, "select database_path()", String.class) + ".mv.db"));
          case POSTGRESQL -> one(jdbc, "select pg_database_size(current_database())", Long.class);
        };
    return new Rate(events / (bytes / MEBIBYTE), Duration.ZERO, Duration.ZERO);
  }

  private static <T> T one(JdbcTemplate jdbc, String sql, Class<T> type) {
    return Objects.requireNonNull(jdbc.queryForObject(sql, type));
  }
}

package org.entitlementledger.projections.movement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.Story;
import org.entitlementledger.projections.views.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class MovementRowsTest {
  private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");
  private static final String KEY = "progress-call";

  @TempDir private Path folder;

  private static long scanned(JdbcTemplate jdbc, String sql, Object... parameters) {
    String plan =
        Objects.requireNonNull(
            jdbc.queryForObject("explain analyze " + sql, String.class, parameters));
    return SCANNED
        .matcher(plan)
        .results()
        .mapToLong(one -> Long.parseLong(one.group(1)))
        .max()
        .orElseThrow();
  }

  @Test
  void areReadByTheIndexWithoutTheOthers() {
    try (var pool = Databases.H2.migrated(folder).pool(2)) {
      var jdbc = new JdbcTemplate(pool);
      var story = new Story(Instant.parse("2025-03-15T08:00:00Z")).grow(new Random(2), 1, 400);
      Given.events(jdbc, story.events(), 100);
      long all =
          Objects.requireNonNull(
              jdbc.queryForObject(
                  "select count(*) from movement where entitlement = ?", Long.class, KEY));
      assertThat(all).isGreaterThan(100);
      Object last = Instants.sql(story.now());
      assertThat(scanned(jdbc, MovementRows.FIRST, "account-0", KEY, last, 400, last, 5))
          .isBetween(5L, 20L);
      Object middle = Instants.sql(story.events().get(200).occurredAt());
      assertThat(
              scanned(
                  jdbc,
                  MovementRows.NEXT,
                  "account-0",
                  KEY,
                  last,
                  400,
                  last,
                  middle,
                  middle,
                  200,
                  200,
                  0,
                  5))
          .isBetween(5L, 20L);
    }
  }
}

package org.entitlementledger.projections.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Story;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** H2 says how many rows it looked at. */
class AccountLookUpTest {
  private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

  @TempDir private Path folder;

  @Test
  void looksAtTheEventsOfTheAccountsAlone() {
    try (var pool = Databases.H2.migrated(folder).pool(2)) {
      var jdbc = new JdbcTemplate(pool);
      var story = new Story(Instant.parse("2025-03-15T08:00:00Z")).grow(new Random(2), 8, 400);
      story.appendTo(jdbc);
      List<String> ids = List.of("account-3", "account-5");
      long theirs = story.events().stream().filter(one -> ids.contains(one.accountId())).count();
      String plan =
          Objects.requireNonNull(
              jdbc.queryForObject(
                  "explain analyze " + LogTable.OF_ACCOUNTS,
                  String.class,
                  ids.toArray(String[]::new),
                  200));
      Matcher scanned = SCANNED.matcher(plan);
      long rows =
          scanned.results().mapToLong(one -> Long.parseLong(one.group(1))).max().orElseThrow();
      assertThat(rows).as(plan).isBetween(theirs, theirs + 10);
    }
  }
}

package org.entitlementledger.projections.audit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Story;
import org.entitlementledger.projections.audit.EventSearch.Range;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LogTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.log.StoredEvent;
import org.entitlementledger.projections.views.Given;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The events of an account, which the log's index finds. */
class EventSearchTest {
  private static final String ACCOUNT = "account-1";

  /** What the view has come to; the log is longer. */
  private static final int SEEN = 550;

  private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

  private static Story story = new Story(Instant.EPOCH);

  @TempDir private Path folder;

  @BeforeAll
  static void grow() {
    story = new Story(Instant.parse("2025-03-15T08:00:00Z")).grow(new Random(3), 3, 600);
  }

  private HikariDataSource open(Databases databases) {
    var pool = databases.migrated(folder).pool(2);
    var jdbc = new JdbcTemplate(pool);
    new LogTable(jdbc).append(story.events());
    new HeadTable(jdbc).move(story.events().size(), story.now());
    Given.events(jdbc, story.events().subList(0, SEEN), 100);
    return pool;
  }

  private static AuditFilter filter(
      @Nullable String type,
      @Nullable Instant recordedFrom,
      @Nullable Instant recordedTo,
      @Nullable String contract,
      @Nullable Boolean backdated) {
    return new AuditFilter(
        ACCOUNT,
        type,
        null,
        recordedFrom,
        recordedTo,
        null,
        null,
        null,
        contract,
        null,
        backdated,
        null,
        false,
        false);
  }

  private static List<Long> expected(Predicate<LoggedEvent> which) {
    List<Long> positions =
        story.events().subList(0, SEEN).stream()
            .filter(event -> event.accountId().equals(ACCOUNT))
            .filter(which)
            .map(LoggedEvent::position)
            .toList();
    assertThat(positions).hasSizeGreaterThan(7);
    return positions;
  }

  private static List<Long> found(AuditQueries audit, AuditFilter filter) {
    var positions = new ArrayList<Long>();
    String after = null;
    do {
      var page = audit.events(filter, after, 7);
      page.items().forEach(event -> positions.add(event.position()));
      after = page.next();
    } while (after != null);
    return positions;
  }

  private static List<Long> stored(AuditQueries audit, AuditFilter filter) {
    var positions = new ArrayList<Long>();
    audit.eachStored(filter, SEEN, (StoredEvent event) -> positions.add(event.position()));
    return positions;
  }

  @ParameterizedTest
  @EnumSource
  void findsTheEventsOfAnAccountByEveryOtherFilterToo(Databases databases) {
    try (var pool = open(databases)) {
      var audit = new AuditQueries(new JdbcTemplate(pool));
      Instant from = story.events().get(100).recordedAt();
      Instant to = story.events().get(500).recordedAt();
      String type = "progress-call-logged";
      Predicate<LoggedEvent> uncorrected = event -> !corrected().contains(event.position());
      var all = filter(null, null, null, null, null);
      assertThat(found(audit, all)).isEqualTo(expected(uncorrected));
      assertThat(stored(audit, all)).isEqualTo(expected(uncorrected));

      var ranged = filter(type, from, to, null, null);
      List<Long> logged =
          expected(
              uncorrected
                  .and(event -> event.type().equals(type))
                  .and(event -> !event.recordedAt().isBefore(from))
                  .and(event -> event.recordedAt().isBefore(to)));
      assertThat(found(audit, ranged)).isEqualTo(logged);
      assertThat(stored(audit, ranged)).isEqualTo(logged);

      assertThat(found(audit, filter(null, null, to, "c1", true)))
          .isNotEmpty()
          .isSubsetOf(
              expected(
                  event ->
                      event.recordedAt().isBefore(to)
                          && event.occurredAt().isBefore(event.recordedAt())));
      assertThat(found(audit, filter(null, story.now().plusSeconds(1), null, null, null)))
          .isEmpty();
    }
  }

  /** The calls that a later event voids. */
  private static List<Long> corrected() {
    var corrected = new ArrayList<Long>();
    List<LoggedEvent> seen = story.events().subList(0, SEEN);
    for (LoggedEvent voided : seen) {
      if (voided.type().equals("progress-call-voided")) {
        seen.stream()
            .filter(event -> event.type().equals("progress-call-logged"))
            .filter(event -> event.accountId().equals(voided.accountId()))
            .filter(event -> event.event().itemIds().equals(voided.event().itemIds()))
            .forEach(event -> corrected.add(event.position()));
      }
    }
    return corrected;
  }

  @Test
  void readsAPageOfAnAccountWithoutItsOtherEvents() {
    try (var pool = open(Databases.H2)) {
      var jdbc = new JdbcTemplate(pool);
      var search = new EventSearch(jdbc);
      var type = new Conditions().and("a.type = ?", "progress-call-logged");
      for (var conditions : List.of(new Conditions(), type)) {
        var page = search.find(new Range(ACCOUNT, null, null, 60, Long.MAX_VALUE), conditions);
        assertThat(scanned(jdbc, page.page("l.*"), page.parameters(10))).isBetween(10L, 60L);
      }
    }
  }

  private static long scanned(JdbcTemplate jdbc, String sql, Object... parameters) {
    String plan =
        requireNonNull(jdbc.queryForObject("explain analyze " + sql, String.class, parameters));
    return SCANNED
        .matcher(plan)
        .results()
        .mapToLong(one -> Long.parseLong(one.group(1)))
        .max()
        .orElseThrow();
  }
}

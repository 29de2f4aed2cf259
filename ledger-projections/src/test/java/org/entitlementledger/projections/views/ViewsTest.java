package org.entitlementledger.projections.views;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.adjustment.AdjustmentCommand.ApproveAdjustment;
import org.entitlementledger.core.adjustment.AdjustmentCommand.RequestAdjustment;
import org.entitlementledger.core.contract.ContractCommand.ChangeTier;
import org.entitlementledger.core.contract.ContractCommand.DetermineTier;
import org.entitlementledger.core.contract.ContractCommand.PurchaseContract;
import org.entitlementledger.core.contract.ContractCommand.RenewContract;
import org.entitlementledger.core.contract.ContractCommand.TerminateContract;
import org.entitlementledger.core.entitlement.Entitlements;
import org.entitlementledger.core.grant.GrantCommand.GrantTopUp;
import org.entitlementledger.core.grant.GrantCommand.RevokeGrant;
import org.entitlementledger.core.hold.HoldCommand.ConfirmHold;
import org.entitlementledger.core.hold.HoldCommand.PlaceHold;
import org.entitlementledger.core.profile.ProfileCommand.OpenAccount;
import org.entitlementledger.core.roireview.RoiReviewCommand.DeliverRoiReview;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Story;
import org.entitlementledger.projections.account.AccountQueries;
import org.entitlementledger.projections.audit.AuditFilter;
import org.entitlementledger.projections.audit.AuditQueries;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.projector.View;
import org.entitlementledger.projections.register.RegisterQueries;
import org.entitlementledger.projections.remaining.RemainingQueries;
import org.entitlementledger.projections.row.Table;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

class ViewsTest {
  private static final Instant START = Instant.parse("2025-03-15T08:00:00Z");
  private static final int ACCOUNTS = 9;

  @TempDir private Path folder;

  private HikariDataSource open(Databases databases) {
    return databases.migrated(folder).pool(4);
  }

  private static Story story() {
    return new Story(START).grow(new Random(7), ACCOUNTS, 600);
  }

  private static Map<String, List<Map<String, Object>>> rows(JdbcTemplate jdbc) {
    var all = new TreeMap<String, List<Map<String, Object>>>();
    for (View view : Views.ALL) {
      for (Table<?> table : view.tables()) {
        all.put(
            table.name(),
            jdbc.queryForList(
                "select * from " + table.name() + " order by " + String.join(",", table.keys())));
      }
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void giveTheSameRowsHoweverOftenAndInWhatPiecesTheyAreGivenTheEvents(Databases databases) {
    try (var pool = open(databases);
        var other = open(databases)) {
      var story = story();
      LocalDate today = LocalDate.ofInstant(story.now(), ZoneOffset.UTC);
      story.customer("adjusted", "UTC", "advanced", today);
      var two = BigDecimal.TWO;
      String key = "accelerator";
      story.does(new RequestAdjustment("adjusted", "a", key, two, null, null, null, null, null));
      story.does(new ApproveAdjustment("adjusted", "a"), null, "boss");
      var events = story.events();
      var once = new JdbcTemplate(pool);
      Given.events(once, events, 1_000);
      var twice = new JdbcTemplate(other);
      Given.events(twice, events.subList(0, 350), 1);
      Given.events(twice, events.subList(200, 500), 37);
      Given.events(twice, events, 64);

      var expected = rows(once);
      rows(twice)
          .forEach(
              (table, rows) ->
                  assertThat(rows).as(table).isNotEmpty().isEqualTo(expected.get(table)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void followAContractThroughItsLife(Databases databases) {
    try (var pool = open(databases)) {
      var story = new Story(START);
      story.does(new OpenAccount("acme", "Acme", "UTC"));
      story.does(new DetermineTier("acme", "advanced"));
      LocalDate day = LocalDate.parse("2025-03-15");
      story.does(new PurchaseContract("acme", "c1", "advanced", day, null, 12, null, null));
      story.does(new ChangeTier("acme", "c1", "signature", LocalDate.parse("2025-06-01")));
      story.at(Instant.parse("2025-07-01T00:00:00Z"));
      story.does(new ChangeTier("acme", "c1", "advanced", null));
      story.does(new RenewContract("acme", "c1", "c2", null, null, 12, null));
      story.does(new TerminateContract("acme", "c2", LocalDate.parse("2026-09-01")));
      var jdbc = new JdbcTemplate(pool);
      Given.events(jdbc, story.events(), 3);

      var row = requireNonNull(new AccountQueries(jdbc).find("acme"));
      assertThat(row.contracts()).isEqualTo(story.account("acme").contracts());
      assertThat(row.contracts().determinedTier()).isEqualTo("advanced");
      assertThat(
              jdbc.queryForList(
                  "select contract_id from audit_event order by position", String.class))
          .containsExactly(null, null, "c1", "c1", "c1", "c2", "c2");
    }
  }

  @ParameterizedTest
  @EnumSource
  void auditWhatNoContractGives(Databases databases) {
    try (var pool = open(databases)) {
      var story = new Story(START);
      story.does(new OpenAccount("acme", "Acme", "UTC"));
      LocalDate day = LocalDate.parse("2025-03-15");
      story.does(new PurchaseContract("acme", "c1", "advanced", day, null, 12, null, null));
      story.does(
          new GrantTopUp(
              "acme", "g1", "roi-review", BigDecimal.TWO, "PO-1", null, null, 1, null, null));
      story.does(new DeliverRoiReview("acme", "r1", null, null, null, null, null));
      var jdbc = new JdbcTemplate(pool);
      Given.events(jdbc, story.events(), 2);
      assertThat(
              jdbc.queryForList(
                  "select contract_id from audit_event order by position", String.class))
          .containsExactly(null, "c1", "c1", null);
      assertThat(
              jdbc.queryForList(
                  "select entitlement from audit_event order by position", String.class))
          .containsExactly(null, null, "roi-review", "roi-review");
    }
  }

  @ParameterizedTest
  @EnumSource
  void followGrantsHoldsAndAdjustments(Databases databases) {
    try (var pool = open(databases)) {
      var story = new Story(START);
      story.customer("acme", "UTC", "advanced", LocalDate.parse("2025-03-15"));
      String key = "certification-voucher";
      var five = BigDecimal.valueOf(5);
      story.does(new GrantTopUp("acme", "g1", key, five, "PO-1", null, null, 1, null, null));
      story.does(new PlaceHold("acme", "h1", key, BigDecimal.TEN, null));
      story.does(new ConfirmHold("acme", "h1", BigDecimal.valueOf(6)));
      story.does(new RevokeGrant("acme", "g1"));
      story.does(new RequestAdjustment("acme", "a1", key, five, null, null, null, null, null));
      story.does(new ApproveAdjustment("acme", "a1"), null, "boss");
      var jdbc = new JdbcTemplate(pool);
      Given.events(jdbc, story.events(), 2);

      var queries = new RemainingQueries(jdbc, new AccountQueries(jdbc));
      var known = requireNonNull(queries.one("acme", key, story.now()));
      assertThat(Entitlements.one(known.standing(), key, story.now()))
          .isEqualTo(Entitlements.one(story.account("acme").state(), key, story.now()));
      var registers = new RegisterQueries(jdbc);
      for (String collection : List.of(Items.GRANTS, Items.HOLDS, Items.ADJUSTMENTS)) {
        for (var row : registers.list("acme", collection, null, 10).items()) {
          assertThat(row.item())
              .isEqualTo(Items.find(story.account("acme"), collection, row.item().id()));
        }
        assertThat(registers.list("acme", collection, null, 10).items()).hasSize(1);
      }
      assertThat(
              jdbc.queryForList(
                  "select contract_id from audit_event where type like 'top-up%' or type like"
                      + " 'hold%' order by position",
                  String.class))
          .containsExactly("c1", "c1", "c1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void followAGrantThatIsRevokedInALaterWindow(Databases databases) {
    try (var pool = open(databases)) {
      var story = new Story(START);
      story.customer("acme", "UTC", "advanced", LocalDate.parse("2025-03-15"));
      String key = "progress-call";
      story.does(
          new GrantTopUp("acme", "g1", key, BigDecimal.TEN, "PO-1", null, null, 1, null, null));
      story.at(Instant.parse("2025-05-01T00:00:00Z"));
      story.does(new RevokeGrant("acme", "g1"));
      var jdbc = new JdbcTemplate(pool);
      Given.events(jdbc, story.events(), 2);

      var queries = new RemainingQueries(jdbc, new AccountQueries(jdbc));
      for (Instant time : List.of(story.now(), Instant.parse("2025-06-02T00:00:00Z"))) {
        var known = requireNonNull(queries.one("acme", key, time));
        assertThat(Entitlements.one(known.standing(), key, time))
            .isEqualTo(Entitlements.one(story.account("acme").state(), key, time));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void areReadOnOneConnectionAtATime(Databases databases) {
    var story = story();
    try (var pool = databases.migrated(folder).pool(1)) {
      var jdbc = new JdbcTemplate(pool);
      Given.events(jdbc, story.events(), 1_000);
      String accountId = story.events().getFirst().accountId();
      var contracts = story.account(accountId).contracts();

      assertThat(requireNonNull(new AccountQueries(jdbc).find(accountId)).contracts())
          .isEqualTo(contracts);
      assertThat(new AccountQueries(jdbc).list(null, 1).items().getFirst().contracts())
          .isEqualTo(contracts);
      var history = requireNonNull(new AccountQueries(jdbc).contracts(accountId));
      assertThat(history.known(Long.MAX_VALUE, Instant.MAX)).isEqualTo(contracts);
      var remaining = new RemainingQueries(jdbc, new AccountQueries(jdbc));
      assertThat(requireNonNull(remaining.all(accountId, null)).account().contracts())
          .isEqualTo(contracts);
    }
  }

  @ParameterizedTest
  @EnumSource
  void giveBackTheAccountThatTheCoreFolds(Databases databases) {
    try (var pool = open(databases)) {
      var story = story();
      var jdbc = new JdbcTemplate(pool);
      Given.events(jdbc, story.events(), 100);
      var accounts = new AccountQueries(jdbc);
      var remaining = new RemainingQueries(jdbc, accounts);
      long end = story.events().size();

      var listed = accounts.list(null, 1_000);
      assertThat(listed.items()).hasSize(ACCOUNTS);
      assertThat(listed.position()).isEqualTo(end);
      for (var row : listed.items()) {
        var account = story.account(row.accountId());
        assertThat(row.version()).isEqualTo(account.version());
        assertThat(row.profile()).isEqualTo(account.profile());
        assertThat(row.contracts()).isEqualTo(account.contracts());
        assertThat(row.team()).isEqualTo(account.team());
        assertThat(accounts.find(row.accountId())).isEqualTo(row);

        var expected = Entitlements.all(account.state(), story.now());
        var all = requireNonNull(remaining.all(row.accountId(), story.now()));
        assertThat(all.position()).isEqualTo(end);
        assertThat(Entitlements.all(all.standing(), story.now())).isEqualTo(expected);
        for (String key : List.of("accelerator", "progress-call", "certification-voucher", "csa")) {
          var one = requireNonNull(remaining.one(row.accountId(), key, story.now()));
          assertThat(Entitlements.one(one.standing(), key, story.now()))
              .isEqualTo(Entitlements.one(account.state(), key, story.now()));
        }
      }
      assertThat(accounts.find("nobody")).isNull();
      assertThat(remaining.all("nobody", story.now())).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void listAccountsInTheOrderInWhichTheyWereOpened(Databases databases) {
    try (var pool = open(databases)) {
      var story = story();
      var jdbc = new JdbcTemplate(pool);
      Given.events(jdbc, story.events(), 100);
      var accounts = new AccountQueries(jdbc);
      List<String> opened =
          story.events().stream()
              .filter(event -> event.type().equals("account-opened"))
              .map(LoggedEvent::accountId)
              .toList();

      var paged = new ArrayList<String>();
      String after = null;
      do {
        var page = accounts.list(after, 2);
        page.items().forEach(row -> paged.add(row.accountId()));
        after = page.next();
      } while (after != null);
      assertThat(paged).isEqualTo(opened);

      var two = List.of(opened.get(4), opened.get(1), "nobody");
      assertThat(accounts.list(two, null, 10).items())
          .extracting("accountId")
          .containsExactly(opened.get(1), opened.get(4));
    }
  }

  @ParameterizedTest
  @EnumSource
  void registerThingsInTheOrderInWhichTheyWereRecorded(Databases databases) {
    try (var pool = open(databases)) {
      var story = story();
      var jdbc = new JdbcTemplate(pool);
      Given.events(jdbc, story.events(), 100);
      var register = new RegisterQueries(jdbc);
      for (int n = 0; n < ACCOUNTS; n++) {
        String accountId = "account-" + n;
        var account = story.account(accountId);
        for (String collection :
            List.of(Items.VOUCHERS, Items.ACCELERATORS, Items.PROGRESS_CALLS)) {
          var expected = new ArrayList<String>();
          for (LoggedEvent event : story.events()) {
            if (event.accountId().equals(accountId)
                && collection.equals(Items.collection(event.event()))) {
              event.event().itemIds().stream()
                  .filter(id -> !expected.contains(id))
                  .forEach(expected::add);
            }
          }
          var paged = new ArrayList<String>();
          String after = null;
          do {
            var page = register.list(accountId, collection, after, 3);
            page.items().forEach(row -> paged.add(row.item().id()));
            after = page.next();
          } while (after != null);
          assertThat(paged).isEqualTo(expected);
          for (String id : expected) {
            var row = requireNonNull(register.find(accountId, collection, id));
            var item =
                switch (collection) {
                  case Items.VOUCHERS -> account.vouchers().byCode().get(id);
                  case Items.ACCELERATORS -> account.accelerators().byId().get(id);
                  default -> account.progressCalls().byId().get(id);
                };
            assertThat(row.item()).isEqualTo(requireNonNull(item));
            var shown = row.shown(story.now(), account.contracts());
            assertThat(shown.has("draws") || shown.has("state")).isFalse();
            assertThat(shown.get("status").asString())
                .isEqualTo(row.item().status(story.now(), account.contracts()));
          }
        }
      }
      assertThat(register.find("account-0", Items.VOUCHERS, "none")).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void findEveryEventByWhatItIsSearchedBy(Databases databases) {
    try (var pool = open(databases)) {
      var story = story();
      var jdbc = new JdbcTemplate(pool);
      story.appendTo(jdbc);
      Given.events(jdbc, story.events(), 100);
      var audit = new AuditQueries(jdbc);

      var positions = new ArrayList<Long>();
      String after = null;
      do {
        var page = audit.events(AuditFilter.ALL, after, 250);
        page.items().forEach(event -> positions.add(event.position()));
        after = page.next();
      } while (after != null);
      assertThat(positions).hasSize(600).first().isEqualTo(1L);
      assertThat(positions.getLast()).isEqualTo(600L);

      var late =
          new AuditFilter(
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              "progress-call",
              null,
              null,
              true,
              null,
              null,
              null);
      assertThat(audit.events(late, null, 1_000).items())
          .isNotEmpty()
          .allSatisfy(
              event -> {
                assertThat(event.type()).startsWith("progress-call-");
                assertThat(event.occurredAt()).isBefore(event.recordedAt());
                assertThat(event.metadata().reason()).isEqualTo("because");
                assertThat(event.payload()).startsWith("{\"occurredAt\":");
              });
      var one =
          new AuditFilter(
              "account-3",
              "contract-purchased",
              "olga",
              START,
              story.now().plusNanos(1_000),
              null,
              null,
              null,
              "c1",
              null,
              null,
              null,
              null,
              null);
      assertThat(audit.events(one, null, 10).items()).hasSize(1);
    }
  }
}

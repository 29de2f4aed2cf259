package org.entitlementledger.api.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.progresscall.ProgressCallCommand.LogProgressCall;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Story;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.snapshot.SnapshotTable;
import org.entitlementledger.projections.snapshot.Snapshotter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

class AccountsTest {
  private static final String ID = "acme";
  private static final int EVENTS = 1_300;

  /** Above what is read of every account, below the state. */
  private static final int LOST = 700;

  @TempDir private Path folder;

  private static Story story() {
    var story = new Story(Instant.parse("2025-03-15T08:00:00Z"));
    story.customer(ID, "Europe/Berlin", "signature", LocalDate.of(2025, 3, 15));
    for (int i = 3; i < EVENTS; i++) {
      story.at(story.now().plusSeconds(100));
      story.does(new LogProgressCall(ID, "call-" + i, 30, null, null));
    }
    return story;
  }

  private static Account loaded(JdbcTemplate jdbc) {
    var unused = new Snapshotter(jdbc, Runnable::run, 0);
    var accounts = new Accounts(jdbc, unused, 10_000, new PublishedAccounts());
    accounts.load(Set.of(ID));
    return accounts.get(ID);
  }

  /** The log can lose an event only on H2; whoever reads it refuses the account. */
  @ParameterizedTest
  @EnumSource(names = "H2")
  void beginWithTheStoredState(Databases databases) {
    try (var pool = databases.migrated(folder).pool(4)) {
      var jdbc = new JdbcTemplate(pool);
      Story story = story();
      story.appendTo(jdbc);
      List<LoggedEvent> events = story.events();
      var table = new SnapshotTable(jdbc);
      try (var snapshotter = new Snapshotter(jdbc, Runnable::run, EVENTS)) {
        snapshotter.start();
        var accounts = new Accounts(jdbc, snapshotter, 10_000, new PublishedAccounts());
        Account early =
            Account.unopened(ID)
                .applyAll(events.subList(0, 1_200).stream().map(LoggedEvent::event).toList());
        accounts.take(Set.of(early), events.subList(1_190, 1_200), 1_200);
        await().until(() -> table.newest(ID) != null);
      }
      assertThat(table.newest(ID)).extracting(Account::version).isEqualTo(1_200L);
      jdbc.update("delete from log where sequence = ?", LOST);
      assertThat(loaded(jdbc)).isEqualTo(story.account(ID));
    }
  }

  @ParameterizedTest
  @EnumSource
  void areReadFromAllEventsWithoutOne(Databases databases) {
    try (var pool = databases.migrated(folder).pool(4)) {
      var jdbc = new JdbcTemplate(pool);
      Story story = story();
      story.appendTo(jdbc);
      assertThat(loaded(jdbc)).isEqualTo(story.account(ID));
    }
  }
}

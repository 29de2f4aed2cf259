package org.entitlementledger.api.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.entitlementledger.api.database.Database;
import org.entitlementledger.api.database.DurabilityCheck;
import org.entitlementledger.api.database.LedgerIdentity;
import org.entitlementledger.api.database.Transactions;
import org.entitlementledger.api.database.WriterConnections;
import org.entitlementledger.api.settings.StartRefused;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.WriteTurn;
import org.entitlementledger.projections.log.HeadTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

class StartTest {
  private static final Instant SPRING = Instant.parse("2025-03-15T00:00:00Z");

  @TempDir private Path folder;

  private static Transactions open(Database database) {
    var pool = new HikariDataSource(WriterConnections.config(database));
    return new Transactions(pool, new WriteTurn(new JdbcTemplate(pool)));
  }

  private static void check(String url, String username) {
    try (var transactions = open(new Database(url, username, ""))) {
      DurabilityCheck.run(transactions.jdbc());
    }
  }

  @ParameterizedTest
  @EnumSource
  void acceptsADatabaseThatIsDurable(Databases databases) throws Exception {
    var database = databases.empty(folder);
    assertThatCode(() -> check(database.url(), database.username())).doesNotThrowAnyException();
    try (var left = Files.list(folder)) {
      assertThat(left).noneMatch(file -> file.toString().contains("sync-check"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mem:ledger", "memFS:/ledger", "nioMemFS:/ledger"})
  void refusesAnH2ThatKeepsNothingOnDisk(String where) {
    assertThatThrownBy(() -> check("jdbc:h2:" + where + ";DB_CLOSE_DELAY=-1", "sa"))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("does not reach the disk");
  }

  @Test
  void refusesAnH2ThatHandsItsFilesToSomethingElse() {
    assertThatThrownBy(() -> check("jdbc:h2:async:" + folder + "/ledger", "sa"))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("async:");
  }

  @Test
  void refusesAPostgresThatAnswersACommitBeforeTheDataIsOnDisk() {
    var database = Databases.POSTGRESQL.empty(folder);
    var admin = new JdbcTemplate(Databases.server().getPostgresDatabase());
    String name = database.url().replaceAll(".*/|[?].*", "");
    admin.execute("alter database " + name + " set synchronous_commit = off");
    refuses(database.url(), "synchronous_commit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fsync", "full_page_writes"})
  void refusesAPostgresThatMayLoseItsDataInACrash(String setting) throws Exception {
    try (var postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig(setting, "off")
            .start()) {
      refuses(postgres.getJdbcUrl("postgres", "postgres"), setting);
    }
  }

  private static void refuses(String url, String setting) {
    assertThatThrownBy(() -> check(url, "postgres"))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining(setting + " = off")
        .extracting(refused -> ((StartRefused) refused).action())
        .asString()
        .contains(setting + " = on");
  }

  @ParameterizedTest
  @EnumSource
  void settlesAtTheFirstStartWhatTheLedgerIsForLife(Databases databases) {
    var database = databases.migrated(folder);
    try (var transactions = open(WriterFixture.database(database))) {
      var head = new HeadTable(transactions.jdbc());
      LedgerIdentity.settle(transactions, null);
      assertThat(head.read().rehearsal()).isFalse();
      var ledgerId = head.read().ledgerId();
      assertThat(ledgerId).isNotNull();

      LedgerIdentity.settle(transactions, SPRING);
      assertThat(head.read().rehearsal()).as("it held no event").isTrue();
      assertThat(head.read().ledgerId()).isEqualTo(ledgerId);
      assertThat(head.read().now()).isEqualTo(SPRING);

      LedgerIdentity.settle(transactions, SPRING.plusSeconds(60));
      assertThat(head.read().now()).as("it goes on from where it was").isEqualTo(SPRING);
      assertThatThrownBy(() -> LedgerIdentity.settle(transactions, null))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("rehearsal");
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesATestClockOnRealEvents(Databases databases) {
    var database = databases.migrated(folder);
    try (var node = new WriterFixture(database)) {
      LedgerIdentity.settle(node.transactions, null);
      node.answer(WriterFixture.open("acme"));
      assertThatThrownBy(() -> LedgerIdentity.settle(node.transactions, SPRING))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("real events");
      assertThatThrownBy(() -> WriterFixture.get(node.writer.moveClock(SPRING)))
          .hasCauseInstanceOf(Refusal.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void movesTheTestClockForwardOnly(Databases databases) {
    var database = databases.migrated(folder);
    try (var node = new WriterFixture(database)) {
      LedgerIdentity.settle(node.transactions, SPRING);
      node.answer(WriterFixture.open("acme"));
      assertThat(node.events().getLast().recordedAt()).isEqualTo(SPRING);

      Instant later = SPRING.plusSeconds(86_400);
      var moved = node.writer.moveClock(later);
      var opened = node.submit(WriterFixture.open("beta"));
      assertThat(WriterFixture.get(moved)).isEqualTo(later);
      WriterFixture.get(opened);
      assertThat(node.events().getLast().recordedAt()).isEqualTo(later);
      assertThat(node.clock.now()).isEqualTo(later);
      assertThatThrownBy(() -> WriterFixture.get(node.writer.moveClock(SPRING)))
          .hasCauseInstanceOf(Refusal.class);
    }
  }
}

package org.entitlementledger.api.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.entitlementledger.api.ledger.WriterFixture.commandRequest;
import static org.entitlementledger.api.ledger.WriterFixture.get;
import static org.entitlementledger.api.ledger.WriterFixture.open;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.entitlementledger.api.Service;
import org.entitlementledger.api.StartFailureAnalyzer;
import org.entitlementledger.api.database.Transactions;
import org.entitlementledger.api.settings.StartRefused;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.log.LedgerClock;
import org.entitlementledger.projections.log.LogTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

class WiringTest {
  @TempDir private Path folder;

  private ConfigurableApplicationContext start(String... more) {
    return Service.context(
        Stream.concat(
                Stream.of(
                    "--server.port=0",
                    "--ledger.data=" + folder,
                    "--spring.main.register-shutdown-hook=false",
                    "--logging.level.root=warn"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private ConfigurableApplicationContext start(Databases databases) {
    var database = databases.empty(folder);
    return start(
        "--spring.datasource.url=" + database.url(),
        "--spring.datasource.username=" + database.username());
  }

  @ParameterizedTest
  @EnumSource
  void takesCommandsOnADatabaseOfItsOwn(Databases databases) {
    try (var context = start(databases)) {
      Writer writer = context.getBean(Writer.class);
      assertThat(writer.available()).isTrue();
      assertThat(writer.getPhase())
          .as("it stops after the web server")
          .isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
      assertThat(WriterFixture.accepted(get(writer.submit(commandRequest(open("acme")))))).isTrue();
      assertThat(context.getBean(LogTable.class).after(0, 10)).hasSize(1);
      assertThat(context.getBean(LedgerClock.class).head().ledgerId()).isNotNull();
    }
  }

  @Test
  void letsNothingHangOnTheWritersConnection() {
    try (var context = start(Databases.POSTGRESQL)) {
      var jdbc = context.getBean(Transactions.class).jdbc();
      assertThat(jdbc.queryForObject("show lock_timeout", String.class)).isEqualTo("3s");
      assertThat(jdbc.queryForObject("show statement_timeout", String.class)).isEqualTo("10s");
      assertThat(jdbc.queryForObject("show idle_in_transaction_session_timeout", String.class))
          .isEqualTo("5s");
    }
  }

  @Test
  void keepsTheLedgerInAFileUnlessItIsToldWhere() {
    UUID ledgerId;
    try (var context = start()) {
      ledgerId = context.getBean(LedgerClock.class).head().ledgerId();
      get(context.getBean(Writer.class).submit(commandRequest(open("acme"))));
    }
    assertThat(Files.exists(folder.resolve("ledger.mv.db"))).isTrue();
    try (var again = start()) {
      assertThat(again.getBean(LedgerClock.class).head().ledgerId()).isEqualTo(ledgerId);
      assertThat(again.getBean(LogTable.class).after(0, 10)).hasSize(1);
    }
    assertThatThrownBy(() -> start("--ledger.test-clock=2025-03-15T00:00:00Z"))
        .hasRootCauseInstanceOf(StartRefused.class)
        .rootCause()
        .hasMessageContaining("real events");
  }

  @Test
  void doesNotStartWhereCommitsAreNotDurableAndSaysWhatToChange() {
    assertThatThrownBy(() -> start("--spring.datasource.url=jdbc:h2:mem:x;MODE=PostgreSQL"))
        .hasRootCauseInstanceOf(StartRefused.class)
        .satisfies(
            failure -> {
              var analysis =
                  Objects.requireNonNull(new StartFailureAnalyzer().analyze(failure), "known");
              assertThat(analysis.getDescription()).contains("in memory");
              assertThat(analysis.getAction()).contains("ledger.data");
            });
  }
}

package org.entitlementledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.entitlementledger.api.Service.put;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A start that is refused says in a sentence why, and what to do. */
@Execution(ExecutionMode.CONCURRENT)
class StartFailuresTest {
  @TempDir private Path folder;

  private static FailureAnalysis refused(Path data, UnaryOperator<Map<String, Object>> settings) {
    Throwable failure =
        catchThrowable(
            () -> {
              try (var started = Service.begin(data, settings)) {
                assertThat(started.port()).as("it started").isZero();
              }
            });
    return Objects.requireNonNull(
        new StartFailureAnalyzer().analyze(failure), () -> "a trace of " + failure);
  }

  private FailureAnalysis refused(String setting, String value) {
    return refused(folder, settings -> put(settings, setting, value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ledger.test-clok",
        "ledger.writer.que",
        "ledger.security.any-audiences",
        "ledger.security.roles-clam",
        "ledger.securty.any-audience",
        "ledger.rolls"
      })
  void aSettingThatDoesNotExist(String name) {
    FailureAnalysis why = refused(name, "true");
    assertThat(why.getDescription()).isEqualTo("There is no setting " + name + ".");
    assertThat(why.getAction())
        .contains("ledger.test-clock", "ledger.security.requests-per-second");
  }

  @Test
  void settingsInEverySpelling() {
    try (var started =
        Service.begin(
            folder,
            settings -> {
              put(settings, "ledger.testClock", "2025-03-20T09:00:00Z");
              put(settings, "ledger.security.customer-accounts[0]", "mine");
              put(settings, "ledger.writer.queue", "100");
              put(settings, "ledger.security.roles[auditor]", "reader");
              return put(settings, "ledger.security.roles.operator[0]", "desk");
            })) {
      assertThat(started.port()).isPositive();
    }
  }

  @Test
  void aCatalogueThatIsNotThere() {
    FailureAnalysis why = refused("ledger.catalogue", folder.resolve("none.yaml").toString());
    assertThat(why.getDescription()).contains("none.yaml");
    assertThat(why.getAction()).contains("ledger.catalogue");
  }

  @Test
  void aCatalogueThatIsWrong() throws IOException {
    Path file = Files.writeString(folder.resolve("tiers.yaml"), "catalogue: x\nversoins: []\n");
    FailureAnalysis why = refused("ledger.catalogue", file.toString());
    assertThat(why.getDescription()).contains("line 2", "versoins");
  }

  /** Spring would take it for a path in the web application, which ends at its root. */
  @Test
  void pathsThatLeaveTheWorkingFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("tiers.yaml"), "catalogue: x\nversoins: []\n");
    Path relative = Path.of("").toAbsolutePath().relativize(file.toRealPath());
    assertThat(relative).startsWithRaw(Path.of(".."));
    assertThat(refused("ledger.catalogue", relative.toString()).getDescription())
        .contains("line 2", "versoins");
    assertThat(refused(relative, UnaryOperator.identity()).getAction()).contains("ledger.data");
  }

  @Test
  void aFolderThatIsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("data"), "");
    FailureAnalysis why = refused(file, UnaryOperator.identity());
    assertThat(why.getDescription()).contains(file.toString());
    assertThat(why.getAction()).contains("ledger.data");
  }

  @Test
  void aLedgerThatAnotherProcessHasOpen() {
    try (var first = new Node(folder)) {
      FailureAnalysis why = refused(folder, UnaryOperator.identity());
      assertThat(why.getDescription()).isEqualTo("Another process has this ledger open.");
      assertThat(why.getAction()).contains("PostgreSQL");
      assertThat(first.as("operator").get("/v1/accounts").status()).isEqualTo(200);
    }
  }

  @Test
  void aServerThatIsAway() {
    String url = "jdbc:postgresql://127.0.0.1:" + Node.freePort() + "/ledger";
    FailureAnalysis why = refused("spring.datasource.url", url);
    assertThat(why.getDescription()).contains("The database cannot be used", "refused");
    assertThat(why.getAction()).contains("spring.datasource.url");
  }

  @Test
  void aStatementThatFailsKeepsItsTrace() {
    var fault = new IllegalStateException(new SQLException("syntax error", "42601"));
    assertThat(new StartFailureAnalyzer().analyze(fault)).isNull();
  }

  @Test
  void passwordsThatAreNoList() throws IOException {
    Service.begin(folder, UnaryOperator.identity()).close();
    Files.writeString(folder.resolve("credentials"), "operator\n");
    FailureAnalysis why = refused(folder, UnaryOperator.identity());
    assertThat(why.getDescription()).contains("credentials", "user:password");
  }
}

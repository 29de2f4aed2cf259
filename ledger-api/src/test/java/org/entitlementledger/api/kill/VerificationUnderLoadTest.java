package org.entitlementledger.api.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.api.audit.Verifying.begin;
import static org.entitlementledger.api.audit.Verifying.end;
import static org.entitlementledger.api.audit.Verifying.verify;

import java.nio.file.Path;
import org.entitlementledger.api.Node;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A ledger is verified while commands arrive, and its node is killed in the middle of it. */
@Execution(ExecutionMode.CONCURRENT)
final class VerificationUnderLoadTest {
  private static final int CLIENTS = 3;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void verifiesWhileCommandsArriveAndIsCancelledByAKill(Databases kind) {
    var database = kind.empty(folder);
    try (var node =
        new Node(
            folder,
            "ledger.test-clock=2025-03-20T09:00:00Z",
            "spring.datasource.url=" + database.url(),
            "spring.datasource.username=" + database.username(),
            "spring.datasource.password=" + database.password())) {
      var load = new Load(() -> node.as("operator"), CLIENTS);
      try (load) {
        load.awaitAnswers(150);
        JsonNode during = verify(node.as("auditor"));
        assertThat(during.path("status").asString()).as("%s", during).isEqualTo("verified");
        assertThat(during.path("checked")).isEqualTo(during.path("through"));
        assertThat(during.path("through").longValue()).isGreaterThan(50);
        load.awaitAnswers(50);

        String killed = begin(node.as("auditor"));
        node.kill();
        node.restart();
        JsonNode after = end(node.as("auditor"), killed);
        assertThat(after.path("status").asString()).isEqualTo("cancelled");
        assertThat(after.has("intact")).isFalse();
        load.awaitAnswers(100);
      }
      JsonNode whole = verify(node.as("auditor"));
      assertThat(whole.path("intact").booleanValue()).as("%s", whole).isTrue();
      assertThat(whole.path("through").longValue()).isGreaterThanOrEqualTo(load.newest());
    }
  }
}

package org.entitlementledger.api.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.entitlementledger.api.Node;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The service is killed under load and started again, as often as the property {@code kills} says:
 * twice in the whole check, 20 times by the command in CONTRIBUTING.md.
 */
@Execution(ExecutionMode.CONCURRENT)
final class KillTest {
  private static final int KILLS = Integer.getInteger("kills", 2);
  private static final int CLIENTS = 16;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void loseAndDoubleNothingWhenTheProcessIsKilled(Databases kind) {
    var database = kind.empty(folder);
    var random = new Random();
    var auditor = new Auditor();
    try (var node =
        new Node(
            folder,
            "ledger.test-clock=2025-03-20T09:00:00Z",
            "spring.datasource.url=" + database.url(),
            "spring.datasource.username=" + database.username(),
            "spring.datasource.password=" + database.password())) {
      var load = new Load(() -> node.as("operator"), CLIENTS);
      try (load) {
        for (int kill = 0; kill < KILLS; kill++) {
          load.awaitAnswers(100 + random.nextInt(400));
          auditor.keep(node.as("admin"));
          node.kill();
          node.restart();
        }
        load.awaitAnswers(200);
      }
      assertThat(load.repeats()).as("requests without an answer").isPositive();
      new Checker(node.as("operator"), node.as("admin")).check(load.answered(), load.newest());
      auditor.check(node.as("admin"));
    }
  }
}

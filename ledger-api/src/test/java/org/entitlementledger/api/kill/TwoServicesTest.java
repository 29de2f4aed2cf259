package org.entitlementledger.api.kill;

import static org.entitlementledger.api.Service.put;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Service;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two services that share a database take commands for the same accounts at once. */
@Execution(ExecutionMode.CONCURRENT)
final class TwoServicesTest {
  private static final int CLIENTS = 16;

  @TempDir Path folder;

  @Test
  void takeCommandsForTheSameAccountsAsOneWould() {
    var database = Databases.POSTGRESQL.empty(folder);
    UnaryOperator<Map<String, Object>> settings =
        given -> {
          put(given, "ledger.test-clock", "2025-03-20T09:00:00Z");
          put(given, "spring.datasource.url", database.url());
          put(given, "spring.datasource.username", database.username());
          return put(given, "spring.datasource.password", database.password());
        };
    try (var one = Service.start(folder, settings);
        var other = Service.start(folder, settings)) {
      var turn = new AtomicInteger();
      var load = new Load(() -> client(turn.getAndIncrement(), one, other), CLIENTS);
      try (load) {
        load.awaitAnswers(1_500);
      }
      // each answers for what the other wrote, too
      new Checker(other.as("operator"), one.as("admin")).check(load.answered(), load.newest());
      new Checker(one.as("operator"), other.as("admin")).check(load.answered(), load.newest());
    }
  }

  private static Client client(int turn, Service one, Service other) {
    return (turn % 2 == 0 ? one : other).as("operator");
  }
}

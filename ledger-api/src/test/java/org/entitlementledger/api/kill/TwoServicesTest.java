package org.entitlementledger.api.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.entitlementledger.api.Expect.created;
import static org.entitlementledger.api.Expect.ok;
import static org.entitlementledger.api.Service.put;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
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
  private static final String NOW = "2025-03-20T09:00:00Z";
  private static final String BALANCE = "/v1/accounts/followed/entitlements/certification-voucher";

  @TempDir Path folder;

  @Test
  void takeCommandsForTheSameAccountsAsOneWould() {
    var database = Databases.POSTGRESQL.empty(folder);
    UnaryOperator<Map<String, Object>> settings =
        given -> {
          put(given, "ledger.test-clock", NOW);
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
      answersFromMemoryFollow(one, other);
    }
  }

  /** A node that holds an account in memory sees there what another node records for it. */
  private static void answersFromMemoryFollow(Service one, Service other) {
    Client writer = one.as("operator");
    Client reader = other.as("operator");
    writer.buy("followed", "signature", "2025-03-01");
    created(reader.post("/v1/accounts/followed/holds", hold(0)));
    for (int held = 1; held <= 10; held++) {
      Reply hold = writer.post("/v1/accounts/followed/holds", hold(held));
      int available = created(hold).path("balance").path("available").intValue();
      assertThat(available).isEqualTo(59 - held);
      String position = hold.header("Ledger-Position");
      Reply memory = fromMemory(other, position);
      Reply view = reader.get(BALANCE + "?asOf=" + NOW, "Ledger-Min-Position", position);
      assertThat(ok(memory).path("available").intValue()).isEqualTo(available);
      assertThat(memory.body()).isEqualTo(view.body());
    }
  }

  private static String hold(int number) {
    return "{\"holdId\":\"h%d\",\"entitlement\":\"certification-voucher\",\"quantity\":1}"
        .formatted(number);
  }

  /** The first balance that the service answers from memory; each must show the position. */
  private static Reply fromMemory(Service service, String position) {
    var answered =
        service.bean(MeterRegistry.class).get("ledger.current.accounts").tag("source", "memory");
    return await()
        .until(
            () -> {
              double before = answered.counter().count();
              Reply reply = service.as("operator").get(BALANCE, "Ledger-Min-Position", position);
              assertThat(ok(reply).path("position").longValue())
                  .isGreaterThanOrEqualTo(Long.parseLong(position));
              return answered.counter().count() > before ? reply : null;
            },
            Objects::nonNull);
  }

  private static Client client(int turn, Service one, Service other) {
    return (turn % 2 == 0 ? one : other).as("operator");
  }
}

package org.entitlementledger.api.kill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Node;
import org.entitlementledger.projections.Databases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The service is killed under load and started again: as often as the property {@code kills} says
 * under commands alone, and as often while views are rebuilt, compared and verified beside them. A
 * few times in the whole check, 20 times each by the command in CONTRIBUTING.md.
 */
@Execution(ExecutionMode.CONCURRENT)
final class KillTest {
  private static final int KILLS = Integer.getInteger("kills", 1);
  private static final Random RANDOM = new Random();
  private static final int CLIENTS = 16;

  /** How many accounts there are before the load: a rebuild of many rows takes longer. */
  private static final int ACCOUNTS = Integer.getInteger("accounts", 200);

  @TempDir Path folder;

  private Node start(Databases kind) {
    var database = kind.empty(folder);
    return new Node(
        folder,
        "ledger.test-clock=2025-03-20T09:00:00Z",
        "spring.datasource.url=" + database.url(),
        "spring.datasource.username=" + database.username(),
        "spring.datasource.password=" + database.password());
  }

  @ParameterizedTest
  @EnumSource
  void losesAndDoublesNothingAndLeavesViewsAsTheLogGivesThem(Databases kind) {
    var auditor = new Auditor();
    try (var node = start(kind)) {
      open(node.as("operator"));
      underLoad(
          node,
          load -> {
            killUnderCommands(node, load, auditor);
            killUnderUpkeep(node, load, auditor);
          });
      auditor.check(node.as("admin"));
    }
  }

  private static void killUnderCommands(Node node, Load load, Auditor auditor) {
    for (int kill = 0; kill < KILLS; kill++) {
      load.awaitAnswers(100 + RANDOM.nextInt(400));
      auditor.keep(node.as("admin"));
      node.kill();
      node.restart();
    }
  }

  private static void killUnderUpkeep(Node node, Load load, Auditor auditor) {
    Upkeep.Kind[] kinds = Upkeep.Kind.values();
    try (var upkeep = new Upkeep(() -> node.as("admin"))) {
      for (int kill = 0; kill < Math.max(KILLS, kinds.length); kill++) {
        load.awaitAnswers(50);
        upkeep.begin(kinds[kill % kinds.length]);
        load.awaitAnswers(1 + RANDOM.nextInt(100));
        auditor.keep(node.as("admin"));
        node.kill();
        // under load the end of one that came after the start would have to be waited for
        upkeep.goOnWith(kinds[(kill + 1) % kinds.length]);
        node.restart();
      }
      load.awaitAnswers(50);
      upkeep.finish(Upkeep.Kind.REBUILD);
    }
  }

  private static void underLoad(Node node, Consumer<Load> deed) {
    var load = new Load(() -> node.as("operator"), CLIENTS);
    try (load) {
      deed.accept(load);
    }
    assertThat(load.repeats()).as("requests without an answer").isPositive();
    new Checker(node.as("operator"), node.as("admin")).check(load.answered(), load.newest());
  }

  private static void open(Client operator) {
    String lines =
        IntStream.range(0, ACCOUNTS)
            .mapToObj(
                number ->
                    """
                    {"command":"open-account","accountId":"many-%1$d","name":"Many"}
                    {"command":"purchase-contract","accountId":"many-%1$d","tier":"advanced",\
                    "startsOn":"2025-03-15","termMonths":12}
                    {"command":"issue-voucher","accountId":"many-%1$d","quantity":3}
                    """
                        .formatted(number))
            .collect(Collectors.joining());
    Reply done =
        operator.send(
            "POST", "/v1/batches", lines.getBytes(UTF_8), "Content-Type", "application/x-ndjson");
    assertThat(done.results())
        .allSatisfy(one -> assertThat(one.path("status").intValue()).isEqualTo(201));
  }
}

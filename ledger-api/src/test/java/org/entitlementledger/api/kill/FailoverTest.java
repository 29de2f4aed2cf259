package org.entitlementledger.api.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * PostgreSQL crashes and is promoted under two nodes with load on them, as often as the properties
 * {@code crashes} and {@code failovers} say: once or twice in the whole check, 20 times by the
 * command in CONTRIBUTING.md. After each of them every view equals the log, by row.
 */
@Execution(ExecutionMode.CONCURRENT)
final class FailoverTest {
  private static final int CRASHES = Integer.getInteger("crashes", 2);
  private static final int FAILOVERS = Integer.getInteger("failovers", 1);
  private static final int CLIENTS = Integer.getInteger("clients", 8);
  private static final String STARTS_ON = "2025-03-15";
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;
  @TempDir Path servers;
  private final List<Node> nodes = new ArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final Random random = new Random();
  private final Auditor auditor = new Auditor();

  @AfterEach
  void killAll() {
    nodes.forEach(Node::close);
  }

  @Test
  void viewsEqualTheLogWhateverTheServersLose() throws Exception {
    try (var pair = new PostgresPair(servers)) {
      start(pair);
      var load = new Load(this::operator, CLIENTS);
      try (load) {
        for (int crash = 0; crash < CRASHES; crash++) {
          load.awaitAnswers(50 + random.nextInt(200));
          if (crash % 2 == 0) {
            pair.primary().killProcess();
          } else {
            pair.primary().crash();
            pair.primary().start();
          }
          checkViews(load);
        }
        for (int failover = 0; failover < FAILOVERS; failover++) {
          failOver(pair, load);
        }
      }
      checker().check(load.answered(), load.newest());
      auditor.check(nodes.getLast().as("admin"));
      loseTheEnd(pair);
    } catch (AssertionError untrue) {
      // the folder with their output is gone when anybody reads this
      untrue.addSuppressed(new AssertionError(nodes.getFirst().output()));
      throw untrue;
    }
  }

  private void start(PostgresPair pair) {
    for (int i = 0; i < 2; i++) {
      nodes.add(
          new Node(
              folder,
              "ledger.test-clock=2025-03-20T09:00:00Z",
              "spring.datasource.url=" + pair.database().url(),
              "spring.datasource.username=" + pair.database().username(),
              "spring.datasource.password=" + pair.database().password()));
    }
  }

  private Client operator() {
    return nodes.get(turn.getAndIncrement() % nodes.size()).as("operator");
  }

  private Checker checker() {
    return new Checker(nodes.getLast().as("operator"), nodes.getFirst().as("admin"));
  }

  /** After some more answers, and with nothing that comes then. */
  private void checkViews(Load load) {
    load.awaitAnswers(100);
    load.pauseFor(() -> checker().checkViews(load.newest()));
  }

  private void failOver(PostgresPair pair, Load load) throws Exception {
    pair.addStandby();
    pair.synchronize();
    load.awaitAnswers(50 + random.nextInt(200));
    auditor.keep(nodes.getLast().as("admin"));
    pair.failOver();
    checkViews(load);
  }

  /**
   * A standby that follows asynchronously is promoted without the last events. The nodes drop what
   * they remember of them: every decision stands on the log that is there.
   */
  private void loseTheEnd(PostgresPair pair) throws Exception {
    Node one = nodes.getFirst();
    Node other = nodes.getLast();
    one.as("operator").buy("torn", "advanced", STARTS_ON);
    pair.addStandby();
    Reply kept = issue(one, "kept", 10);
    pair.detachStandby();
    Reply lost = issue(one, "lost", 30);
    assertThat(issue(other, "too-much", 1).problem()).isEqualTo("quota-exhausted");
    one.as("operator").get("/v1/accounts/torn/entitlements/certification-voucher/movements");
    pair.failOver();
    await().atMost(SOON).until(() -> issue(one, "kept", 10).status() == 201);
    assertThat(issue(one, "kept", 10).body()).isEqualTo(kept.body());
    // the log is as long again as the other node knew it
    one.as("operator").buy("filler", "advanced", STARTS_ON);
    Reply anew = issue(other, "lost", 30);
    assertThat(anew.status()).as(anew.body()).isEqualTo(201);
    assertThat(anew.header("Idempotent-Replayed")).isNull();
    assertThat(anew.position()).isGreaterThan(lost.position());
    assertThat(other.as("operator").get("/v1/accounts/torn/vouchers").json().path("items"))
        .hasSize(40);
    checker().checkViews(anew.position());
  }

  private static Reply issue(Node node, String key, int quantity) {
    String path = "/v1/accounts/torn/vouchers";
    return new Request(key, path, "{\"quantity\":%d}".formatted(quantity))
        .send(node.as("operator"));
  }
}

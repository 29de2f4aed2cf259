package org.entitlementledger.api.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.core.ConditionTimeoutException;
import org.entitlementledger.api.Client.Reply;
import org.entitlementledger.api.Node;
import org.entitlementledger.api.OtherClock;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Databases.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Several nodes on one database, as processes of their own behind a proxy, and what may happen to
 * one of them under load. The clock of the second is five minutes ahead, that of a third as much
 * behind. In the whole check there are two nodes and each thing happens once and for a short time;
 * CONTRIBUTING.md has the command for more.
 */
@Execution(ExecutionMode.CONCURRENT)
final class NodesTest {
  private static final int NODES = Integer.getInteger("nodes", 2);
  private static final int KILLS = Integer.getInteger("kills", 1);
  private static final Duration STANDSTILL =
      Duration.ofSeconds(Integer.getInteger("standstill", 6));
  private static final int CLIENTS = Integer.getInteger("clients", 16);
  private static final int ACCOUNTS = 100;
  private static final Duration CLOCK_OFF = Duration.ofMinutes(5);

  /** Long enough for a stopped node to be seen with the head in its hand. */
  private static final Duration MOMENT = Duration.ofSeconds(1);

  @TempDir Path folder;
  private final List<Node> nodes = new ArrayList<>();
  private final Random random = new Random();
  private final Auditor auditor = new Auditor();

  @AfterEach
  void killAll() {
    nodes.forEach(Node::close);
  }

  @Test
  void loseAndDoubleNothingWhateverHappensToOneOfThem() throws Exception {
    Database database = Databases.POSTGRESQL.empty(folder);
    start(database);
    String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
    try (var balancer = new Balancer(nodes);
        var connection =
            DriverManager.getConnection(database.url(), database.username(), database.password())) {
      var load =
          new Load(
              () -> nodes.getFirst().as("operator", balancer.port()), CLIENTS, ACCOUNTS, yesterday);
      try (load) {
        for (int kill = 0; kill < KILLS; kill++) {
          load.awaitAnswers(100 + random.nextInt(400));
          auditor.keep(nodes.get(kill % NODES).as("admin"));
          killAndRestart(nodes.get(kill % NODES), load);
        }
        load.awaitAnswers(200);
        // one that came back last has no clients yet: they stay where they are served
        standStillWithTheHead(nodes.get(KILLS % NODES), load, connection);
        load.awaitAnswers(200);
        lockTheHead(load, connection);
        load.awaitAnswers(200);
      }
      assertThat(load.repeats()).as("requests without an answer").isPositive();
      // each answers for what the others wrote
      new Checker(nodes.getLast().as("operator"), nodes.getFirst().as("admin"))
          .check(load.answered(), load.newest());
      auditor.check(nodes.getLast().as("admin"));
    }
  }

  private void start(Database database) throws IOException {
    var settings =
        new String[] {
          "spring.datasource.url=" + database.url(),
          "spring.datasource.username=" + database.username(),
          "spring.datasource.password=" + database.password()
        };
    for (int i = 0; i < NODES; i++) {
      Duration off = i == 0 ? Duration.ZERO : i % 2 == 1 ? CLOCK_OFF : CLOCK_OFF.negated();
      List<String> java = off.isZero() ? List.of() : List.of(OtherClock.option(folder, off));
      nodes.add(new Node(folder, java, settings));
      assertThat(clockOf(nodes.getLast()))
          .isBetween(off.minus(CLOCK_OFF.dividedBy(2)), off.plus(CLOCK_OFF.dividedBy(2)));
    }
  }

  /** How far the clock of a node's machine is from this one's. */
  private static Duration clockOf(Node node) {
    String date = node.as("operator").get("/v1/accounts").header("Date");
    return Duration.between(
        ZonedDateTime.now(ZoneOffset.UTC),
        ZonedDateTime.parse(String.valueOf(date), DateTimeFormatter.RFC_1123_DATE_TIME));
  }

  /** The others serve meanwhile. */
  private static void killAndRestart(Node node, Load load) {
    node.kill();
    load.awaitAnswers(100);
    node.restart();
  }

  /**
   * It is stopped in the middle of a transaction, which the server ends after 5 s; the others go
   * on. When it wakes it cannot commit what it was about to.
   */
  private static void standStillWithTheHead(Node node, Load load, Connection connection) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              node.standStill();
              if (comesTrue(() -> aWriterHoldsTheHead(connection))) {
                return true;
              }
              node.goOn();
              return false;
            });
    long until = System.nanoTime() + STANDSTILL.toNanos();
    if (NODES > 1) {
      load.awaitAnswers(100);
    }
    LockSupport.parkNanos(until - System.nanoTime());
    node.goOn();
  }

  private static boolean comesTrue(java.util.concurrent.Callable<Boolean> condition) {
    try {
      await().atMost(MOMENT).pollInterval(Duration.ofMillis(50)).until(condition);
      return true;
    } catch (ConditionTimeoutException never) {
      return false;
    }
  }

  /** One that does nothing with it, for longer than any that runs. */
  private static boolean aWriterHoldsTheHead(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var found =
            statement.executeQuery(
                "select 1 from pg_stat_activity a join pg_locks l on l.pid = a.pid"
                    + " where a.datname = current_database()"
                    + " and a.application_name = 'ledger-writer'"
                    + " and a.state = 'idle in transaction'"
                    + " and clock_timestamp() - a.state_change > interval '400 milliseconds'"
                    + " and l.relation = 'head'::regclass and l.mode = 'RowShareLock'"
                    + " and l.granted")) {
      return found.next();
    }
  }

  /** Somebody else's transaction: every node says so, and goes on when it has ended. */
  private void lockTheHead(Load load, Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    connection.createStatement().executeQuery("select * from head for update").close();
    for (Node node : nodes) {
      Reply reply =
          node.as("operator")
              .post("/v1/accounts", "{\"accountId\":\"late\",\"name\":\"Too late\"}");
      assertThat(reply.status()).as(reply.body()).isEqualTo(503);
      assertThat(reply.problem()).isEqualTo("unavailable");
      assertThat(reply.header("Retry-After")).isNotNull();
    }
    connection.rollback();
    connection.setAutoCommit(true);
    assertThat(load.putOff()).isPositive();
  }
}

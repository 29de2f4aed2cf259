package org.entitlementledger.api.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.entitlementledger.api.Client;
import org.entitlementledger.api.Node;
import org.entitlementledger.api.Shell;
import org.entitlementledger.projections.Databases;
import org.entitlementledger.projections.Databases.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day of traffic in miniature: full load on two nodes for as many minutes as {@code soak.minutes}
 * says. What a node needs after a third of it must be what it needs at the end. Not in the whole
 * check; the command is in CONTRIBUTING.md.
 */
@EnabledIfSystemProperty(named = "soak.minutes", matches = "[0-9.]+")
final class SoakTest {
  private static final Duration LENGTH =
      Duration.ofMillis(
          (long) (60_000 * Double.parseDouble(System.getProperty("soak.minutes", "0"))));
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
  private static final int CLIENTS = 64;
  private static final int COMMANDS_OF_AN_ACCOUNT = 50;

  /** The mean of the last third may be so much more than that of the third before it. */
  private static final double GROWTH = 1.15;

  /** So small that what a node keeps of its accounts is full while it warms up. */
  private static final List<String> JAVA = List.of("-Xmx256m", "-XX:TieredStopAtLevel=4");

  private static final double MEGABYTE = 1 << 20;

  @TempDir Path folder;
  private final AtomicLong commands = new AtomicLong();
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
  private final List<Look> looks = new ArrayList<>();

  /**
   * What both nodes need, or the larger figure of the two.
   *
   * @param commands a second since the last look
   * @param heap megabytes after a full collection
   * @param resident megabytes that the machine has given them
   * @param lag events that the view furthest behind has yet to take
   */
  private record Look(
      double commands,
      double heap,
      double resident,
      double threads,
      double connections,
      double lag) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%6.0f commands/s, heap %4.0f MB, resident %4.0f MB, %4.0f threads, %3.0f connections,"
              + " lag %5.0f",
          commands,
          heap,
          resident,
          threads,
          connections,
          lag);
    }
  }

  @Test
  void needsNoMoreAtTheEndThanAtTheBeginning() throws Exception {
    Database database = Databases.POSTGRESQL.empty(folder);
    var settings =
        new String[] {
          "spring.datasource.url=" + database.url(),
          "spring.datasource.username=" + database.username(),
          "spring.datasource.password=" + database.password()
        };
    try (var one = new Node(folder, JAVA, settings);
        var other = new Node(folder, JAVA, settings);
        var balancer = new Balancer(List.of(one, other))) {
      var clients = new ArrayList<Thread>();
      for (int i = 0; i < CLIENTS; i++) {
        int number = i;
        Client client = one.as("operator", balancer.port());
        clients.add(Thread.startVirtualThread(() -> use(client, number)));
      }
      watch(List.of(one, other));
      over.set(true);
      for (Thread client : clients) {
        client.join();
      }
    }
    assertThat(failed.get()).isNull();
    flat("heap", Look::heap, 8);
    flat("resident", Look::resident, 32);
    flat("threads", Look::threads, 8);
    flat("connections", Look::connections, 4);
    flat("lag", Look::lag, 500);
  }

  private void watch(List<Node> nodes) {
    long end = System.nanoTime() + LENGTH.toNanos();
    long last = System.nanoTime();
    while (System.nanoTime() < end && failed.get() == null) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      long now = System.nanoTime();
      Look look = look(nodes, commands.getAndSet(0) * 1e9 / (now - last));
      last = now;
      looks.add(look);
      System.out.println(look);
    }
  }

  private static Look look(List<Node> nodes, double commands) {
    double heap = 0;
    double resident = 0;
    double threads = 0;
    double connections = 0;
    double lag = 0;
    for (Node node : nodes) {
      Shell.run(jcmd(), String.valueOf(node.pid()), "GC.run");
      String metrics = node.as("admin").get("/actuator/prometheus").body();
      heap += sum(metrics, "jvm_memory_used_bytes{area=\"heap\"") / MEGABYTE;
      resident += resident(node);
      threads += sum(metrics, "jvm_threads_live_threads");
      connections += sum(metrics, "hikaricp_connections{");
      lag = Math.max(lag, most(metrics, "ledger_view_lag{"));
    }
    return new Look(commands, heap, resident, threads, connections, lag);
  }

  private static String jcmd() {
    return Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
  }

  private static double resident(Node node) {
    Path status = Path.of("/proc", String.valueOf(node.pid()), "status");
    if (Files.notExists(status)) {
      return 0;
    }
    try {
      return Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
              .sum()
          / 1024.0;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static double sum(String metrics, String name) {
    return values(metrics, name).stream().mapToDouble(Double::doubleValue).sum();
  }

  private static double most(String metrics, String name) {
    return values(metrics, name).stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  private static List<Double> values(String metrics, String name) {
    List<Double> values =
        metrics
            .lines()
            .filter(line -> line.startsWith(name))
            .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
            .toList();
    assertThat(values).as(name).isNotEmpty();
    return values;
  }

  /**
   * The last third needs what the second needed: the first is for warming up.
   *
   * @param slack what a figure may be more by in any case
   */
  private void flat(String what, ToDoubleFunction<Look> figure, double slack) {
    int third = looks.size() / 3;
    assertThat(third).as("looks at the nodes: let it run longer").isPositive();
    double before = mean(looks.subList(third, 2 * third), figure);
    double after = mean(looks.subList(looks.size() - third, looks.size()), figure);
    System.out.printf(Locale.ROOT, "%s: %.1f, at last %.1f%n", what, before, after);
    assertThat(after).as(what).isLessThanOrEqualTo(before * GROWTH + slack);
  }

  private static double mean(List<Look> looks, ToDoubleFunction<Look> figure) {
    return looks.stream().mapToDouble(figure).average().orElseThrow();
  }

  /** Opens accounts one after the other, uses each up and asks what is left of it. */
  private void use(Client client, int number) {
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    try {
      for (int turn = 0; !over.get(); turn++) {
        String account = "soak-" + number + "-" + turn / COMMANDS_OF_AN_ACCOUNT;
        Request request = request(account, "k-" + number + "-" + turn, turn, today);
        if (request.send(client).status() < 500) {
          commands.incrementAndGet();
        }
        if (turn % 4 == 0) {
          client.get("/v1/accounts/" + account + "/entitlements/progress-call");
        }
      }
    } catch (RuntimeException | AssertionError wrong) {
      failed.compareAndSet(null, wrong);
    }
  }

  private static Request request(String account, String key, int turn, String today) {
    String path = "/v1/accounts/" + account;
    return switch (turn % COMMANDS_OF_AN_ACCOUNT) {
      case 0 ->
          new Request(
              key, "/v1/accounts", "{\"accountId\":\"%s\",\"name\":\"S\"}".formatted(account));
      case 1 ->
          new Request(
              key,
              path + "/contracts",
              "{\"tier\":\"signature\",\"startsOn\":\"%s\",\"termMonths\":12}".formatted(today));
      case 2, 12, 22, 32, 42 -> new Request(key, path + "/vouchers", "{\"quantity\":15}");
      default -> new Request(key, path + "/progress-calls", "{}");
    };
  }
}

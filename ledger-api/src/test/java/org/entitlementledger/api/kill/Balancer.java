package org.entitlementledger.api.kill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.entitlementledger.api.Node;
import org.entitlementledger.api.Wire;

/**
 * Stands for any proxy before several nodes: it passes connections on to them in turn, asks each
 * whether it is ready, and leaves out and lets go of those that are not. It knows nothing of HTTP
 * but that one question, and repeats nothing by itself.
 */
final class Balancer implements AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final List<Node> nodes;
  private final Set<Node> away = ConcurrentHashMap.newKeySet();
  private final AtomicInteger turn = new AtomicInteger();
  private final Wire wire;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ScheduledExecutorService watch;

  Balancer(List<Node> nodes) throws IOException {
    this.nodes = List.copyOf(nodes);
    wire = new Wire(this::next);
    watch = Executors.newScheduledThreadPool(nodes.size(), Thread.ofVirtual().factory());
    for (Node node : nodes) {
      var _ =
          watch.scheduleWithFixedDelay(
              () -> look(node), 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  int port() {
    return wire.port();
  }

  /** The next that is ready; where none is, the next, which can say itself what is wrong. */
  private int next() {
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
      if (!away.contains(node)) {
        return node.port();
      }
    }
    return nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size())).port();
  }

  private void look(Node node) {
    URI ready = URI.create("http://127.0.0.1:" + node.port() + "/actuator/health/readiness");
    var request = HttpRequest.newBuilder(ready).timeout(PATIENCE).build();
    try {
      if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
        away.remove(node);
      } else {
        away.add(node);
      }
    } catch (IOException silent) {
      away.add(node);
      wire.end(node.port());
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    watch.shutdownNow();
    wire.close();
    http.close();
  }
}

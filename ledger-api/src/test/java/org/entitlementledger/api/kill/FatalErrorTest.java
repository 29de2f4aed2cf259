package org.entitlementledger.api.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.entitlementledger.api.Node;
import org.entitlementledger.errors.ErrorsOnDemand;
import org.entitlementledger.errors.ErrorsOnDemand.Where;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A process that has met an error ends, whoever catches it, so that a supervisor starts it again.
 */
@Execution(ExecutionMode.CONCURRENT)
class FatalErrorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void endsTheProcess() {
    var withErrors = List.of("-cp", System.getProperty("java.class.path"));
    var errors = "spring.main.sources=" + ErrorsOnDemand.class.getName();
    try (var node = new Node(folder, withErrors, errors)) {
      endsOn(Where.REQUEST, node);
      node.restart();
      endsOn(Where.THREAD, node);
    }
  }

  private static void endsOn(Where where, Node node) {
    Throwable asked =
        catchThrowable(() -> node.as("admin").get(ErrorsOnDemand.PATH + where.name()));
    CompletableFuture<Integer> ended = node.ended();
    await("%s: %s".formatted(where, asked)).atMost(PATIENCE).until(ended::isDone);
    assertThat(ended.join()).isEqualTo(3);
    assertThat(node.output()).contains("Exiting after a fatal error");
  }
}

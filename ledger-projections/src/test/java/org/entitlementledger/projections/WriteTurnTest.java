package org.entitlementledger.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

final class WriteTurnTest {
  @TempDir Path folder;

  private static Thread waiting(Runnable take, WriteTurn turn, Runnable work) {
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  take.run();
                  work.run();
                  turn.end();
                });
    await().until(() -> thread.getState() == Thread.State.WAITING);
    return thread;
  }

  @Test
  void theWriterWaitsForTheTurnThatIsTakenAndForNoOther() throws Exception {
    try (var pool = Databases.H2.empty(folder).pool(1)) {
      var turn = new WriteTurn(new JdbcTemplate(pool));
      List<String> order = Collections.synchronizedList(new ArrayList<>());
      turn.take();
      var threads =
          List.of(
              waiting(turn::take, turn, () -> order.add("a view")),
              waiting(turn::take, turn, () -> order.add("another view")),
              waiting(turn::takeFirst, turn, () -> order.add("the writer")));
      turn.end();
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(order).containsExactly("the writer", "a view", "another view");
    }
  }
}

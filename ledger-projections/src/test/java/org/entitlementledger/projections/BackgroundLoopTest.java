package org.entitlementledger.projections;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BackgroundLoopTest {
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final CountDownLatch working = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  private Duration round() throws InterruptedException {
    working.countDown();
    goOn.await();
    note("round");
    return Duration.ofDays(1);
  }

  private void note(String what) {
    seen.add(what + " interrupted=" + Thread.currentThread().isInterrupted());
  }

  @Test
  void finishesItsRoundAndTheLastWorkBeforeItIsClosed() throws Exception {
    var loop = new BackgroundLoop("loop", this::round, () -> note("last"));
    loop.start();
    working.await();
    assertThat(loop.isClosing()).isFalse();
    var closing = CompletableFuture.runAsync(loop::close);
    while (!loop.isClosing()) {
      Thread.onSpinWait();
    }
    assertThat(closing).isNotDone();
    goOn.countDown();
    closing.join();
    assertThat(seen).containsExactly("round interrupted=false", "last interrupted=false");
  }
}

package org.entitlementledger.api.write;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** What can be seen of the writer from outside. */
final class WriterMetrics {
  private final MeterRegistry registry;
  private final Timer turns;
  private final DistributionSummary taken;
  private final Counter slow;
  private final Counter unavailable;
  private final Counter failed;

  WriterMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.turns =
        Timer.builder("ledger.writer.turns")
            .description("from taking work out of the queue to answering it")
            .register(registry);
    this.taken =
        DistributionSummary.builder("ledger.writer.batch")
            .description("how much work was taken at once")
            .register(registry);
    this.slow =
        Counter.builder("ledger.writer.slow.decisions")
            .description("decisions that took over 100 ms")
            .register(registry);
    this.unavailable =
        Counter.builder("ledger.writer.unavailable")
            .description("work that could not be taken or whose outcome is not known")
            .register(registry);
    this.failed =
        Counter.builder("ledger.writer.failed.batches")
            .description("batches that failed and were tried again one by one")
            .register(registry);
  }

  /** Shows how much waits. */
  void watch(Collection<?> queue) {
    registry.gaugeCollectionSize("ledger.writer.queue", List.of(), queue);
  }

  void turn(int works, Duration took) {
    taken.record(works);
    turns.record(took);
  }

  void slowDecision() {
    slow.increment();
  }

  void failedBatch() {
    failed.increment();
  }

  void unavailable(int works) {
    unavailable.increment(works);
  }
}

package org.entitlementledger.api.ledger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The metrics of the writer. */
final class WriterMetrics {
  private final MeterRegistry registry;
  private final AtomicLong position = new AtomicLong();
  private final Timer turns;
  private final DistributionSummary taken;
  private final Counter slow;
  private final Counter unavailable;
  private final Counter overloaded;
  private final Counter failedBatches;
  private final Counter accepted;
  private final Counter refused;
  private final Counter repeated;
  private final Counter triedOut;
  private final Counter failed;

  WriterMetrics(MeterRegistry registry) {
    this.registry = registry;
    turns =
        Timer.builder("ledger.writer.turns")
            .description("From taking work out of the queue to answering it")
            .register(registry);
    taken =
        DistributionSummary.builder("ledger.writer.batch")
            .description("How much work was taken at once")
            .register(registry);
    slow = counter("ledger.writer.slow.decisions", "Decisions that took over 100 ms");
    unavailable =
        counter(
            "ledger.writer.unavailable", "Work that was not taken or whose outcome is not known");
    overloaded = counter("ledger.writer.overloaded", "Work that found the queue full");
    failedBatches =
        counter(
            "ledger.writer.failed.batches", "Batches that failed and were tried again one by one");
    accepted = commands("accepted");
    refused = commands("refused");
    repeated = commands("repeated");
    triedOut = commands("dry-run");
    failed = commands("failed");
    Gauge.builder("ledger.position", position, AtomicLong::doubleValue)
        .description("The newest event that this node's writer knows")
        .register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  private Counter commands(String outcome) {
    return Counter.builder("ledger.commands")
        .description("Commands that were answered, by what became of them")
        .tag("outcome", outcome)
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
    failedBatches.increment();
  }

  void failedCommand() {
    failed.increment();
  }

  void repeated() {
    repeated.increment();
  }

  void unavailable(int works) {
    unavailable.increment(works);
  }

  void overloaded() {
    overloaded.increment();
  }

  /** The log is known up to here. */
  void reached(long newest) {
    position.set(newest);
  }

  /** A command was decided, and its answer is durable. */
  void decided(RequestOutcome settled) {
    if (settled.request().dryRun()) {
      triedOut.increment();
      return;
    }
    switch (settled.outcome()) {
      case CommandOutcome.Accepted _ -> accepted.increment();
      case CommandOutcome.Refused one -> {
        refused.increment();
        registry.counter("ledger.refusals", "problem", one.problem()).increment();
      }
    }
  }
}

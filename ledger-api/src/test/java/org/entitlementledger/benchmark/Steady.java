package org.entitlementledger.benchmark;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.entitlementledger.benchmark.Callers.Rate;

/**
 * Commands at a steady rate, whether those before are answered or not: how long each took from when
 * it was due.
 */
final class Steady {
  private static final int PER_SECOND = 2_000;
  private static final long NANOS = 1_000_000_000L / PER_SECOND;

  private Steady() {}

  /**
   * Sends them for some time.
   *
   * @return as {@code perSecond} the inverse of the p99, so that more is better
   */
  static Rate of(Duration span, LongFunction<CompletableFuture<?>> command) {
    var times = new ConcurrentLinkedQueue<Long>();
    long begin = System.nanoTime();
    long count = span.toNanos() / NANOS;
    for (long i = 0; i < count; i++) {
      long due = begin + i * NANOS;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      var _ =
          command
              .apply(i)
              .whenComplete(
                  (answer, failed) ->
                      times.add(failed == null ? System.nanoTime() - due : Long.MAX_VALUE / 2));
    }
    while (times.size() < count) {
      LockSupport.parkNanos(NANOS);
    }
    long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
    Duration p99 = Callers.at(sorted, 0.99);
    return new Rate(1e9 / p99.toNanos(), Callers.at(sorted, 0.5), p99, Duration.ZERO);
  }
}

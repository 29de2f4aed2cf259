package org.entitlementledger.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Callers that each do one thing after the other for some time, all at once. */
final class Callers {
  private static final int SAMPLES = 1 << 20;

  private final Duration warmUp;
  private final Duration span;

  Callers(Duration warmUp, Duration span) {
    this.warmUp = warmUp;
    this.span = span;
  }

  /** Something that is done and has ended when it returns. */
  interface Action {
    void run() throws Exception;
  }

  /**
   * What was measured.
   *
   * @param perSecond how many ended in a second
   */
  record Rate(double perSecond, Duration median, Duration p99) {
    /** The same where each that ended was so many at once. */
    Rate times(int many) {
      return new Rate(perSecond * many, median, p99);
    }
  }

  /** How fast {@code count} callers are together, once they have warmed up. */
  Rate measure(int count, IntFunction<Action> caller) throws InterruptedException {
    var failed = new AtomicReference<Throwable>();
    var threads = new ArrayList<Thread>();
    List<Action> actions = IntStream.range(0, count).mapToObj(caller).toList();
    long from = System.nanoTime() + warmUp.toNanos();
    long until = from + span.toNanos();
    List<long[]> all = new ArrayList<>();
    for (Action action : actions) {
      var times = new long[SAMPLES / count + 1];
      all.add(times);
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      times[0] = run(action, from, until, times);
                    } catch (Throwable thrown) {
                      failed.set(thrown);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (failed.get() != null) {
      throw new IllegalStateException("a caller failed", failed.get());
    }
    return rate(all);
  }

  /** Keeps how long each took from index 1 on, as far as there is room; gives how many. */
  private static long run(Action action, long from, long until, long[] times) throws Exception {
    int done = 0;
    while (true) {
      long before = System.nanoTime();
      if (before >= until) {
        return done;
      }
      action.run();
      long after = System.nanoTime();
      if (before >= from && after <= until) {
        done++;
        times[1 + done % (times.length - 1)] = after - before;
      }
    }
  }

  private Rate rate(List<long[]> all) {
    long done = 0;
    var taken = new ArrayList<long[]>();
    for (long[] times : all) {
      done += times[0];
      int kept = (int) Math.min(times[0], times.length - 1);
      taken.add(Arrays.copyOfRange(times, 1, 1 + kept));
    }
    long[] sorted = taken.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return new Rate(done / (span.toNanos() / 1e9), at(sorted, 0.5), at(sorted, 0.99));
  }

  static Duration at(long[] sorted, double share) {
    return sorted.length == 0
        ? Duration.ZERO
        : Duration.ofNanos(sorted[(int) (share * (sorted.length - 1))]);
  }

  /** Waits between two samples. */
  static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }
}

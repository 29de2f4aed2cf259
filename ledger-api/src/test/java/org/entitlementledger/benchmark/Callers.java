package org.entitlementledger.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Callers that each do one thing after the other for some time, all at once. */
final class Callers {
  private static final int SAMPLES = 1 << 20;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final ProcessorTime processor;
  private final Duration warmUp;
  private final Duration span;

  Callers(ProcessorTime processor, Duration warmUp, Duration span) {
    this.processor = processor;
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
   * @param processor time that each took of the service and its database, callers not counted
   */
  record Rate(double perSecond, Duration median, Duration p99, Duration processor) {
    /** Something that took so long once. */
    static Rate once(long count, long nanos) {
      return per(count / (nanos / 1e9));
    }

    /** A figure without times of single ones. */
    static Rate per(double second) {
      return new Rate(second, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /** The same where each that ended was so many at once. */
    Rate times(int many) {
      return new Rate(perSecond * many, median, p99, processor.dividedBy(many));
    }

    /** The mean of two, with the longer of their p99. */
    Rate mean(Rate other) {
      return new Rate(
          (perSecond + other.perSecond) / 2,
          median.plus(other.median).dividedBy(2),
          p99.compareTo(other.p99) > 0 ? p99 : other.p99,
          processor.plus(other.processor).dividedBy(2));
    }
  }

  /** How fast {@code count} callers are together, once they have warmed up. */
  Rate measure(int count, IntFunction<Action> caller) throws Exception {
    return sustained(count, caller, () -> {});
  }

  /**
   * How fast {@code count} callers are together where what follows them is waited for.
   *
   * @param settled returns once everything has followed; its time counts
   */
  Rate sustained(int count, IntFunction<Action> caller, Action settled) throws Exception {
    var failed = new AtomicReference<Throwable>();
    var threads = new ArrayList<Thread>();
    List<Action> actions = IntStream.range(0, count).mapToObj(caller).toList();
    long from = System.nanoTime() + warmUp.toNanos();
    long until = from + span.toNanos();
    List<long[]> all = new ArrayList<>();
    var calling = new AtomicLong();
    for (Action action : actions) {
      var times = new long[SAMPLES / count + 1];
      all.add(times);
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      times[0] = run(action, from, until, times, calling);
                    } catch (Throwable thrown) {
                      failed.set(thrown);
                    }
                  }));
    }
    pause(warmUp);
    Duration before = processor.used();
    for (Thread thread : threads) {
      thread.join();
    }
    if (failed.get() != null) {
      throw new IllegalStateException("a caller failed", failed.get());
    }
    settled.run();
    Duration took = Duration.ofNanos(System.nanoTime() - from);
    return rate(all, took, processor.used().minus(before).minusNanos(calling.get()));
  }

  /** Keeps how long each took from index 1 on, as far as there is room; gives how many. */
  private static long run(Action action, long from, long until, long[] times, AtomicLong calling)
      throws Exception {
    int done = 0;
    long spentBefore = 0;
    while (true) {
      long before = System.nanoTime();
      if (before >= until) {
        calling.addAndGet(THREADS.getCurrentThreadCpuTime() - spentBefore);
        return done;
      }
      if (before < from) {
        spentBefore = THREADS.getCurrentThreadCpuTime();
      }
      action.run();
      if (before >= from) {
        done++;
        times[1 + done % (times.length - 1)] = System.nanoTime() - before;
      }
    }
  }

  private static Rate rate(List<long[]> all, Duration took, Duration used) {
    long done = 0;
    var taken = new ArrayList<long[]>();
    for (long[] times : all) {
      done += times[0];
      int kept = (int) Math.min(times[0], times.length - 1);
      taken.add(Arrays.copyOfRange(times, 1, 1 + kept));
    }
    long[] sorted = taken.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return new Rate(
        done / (took.toNanos() / 1e9),
        at(sorted, 0.5),
        at(sorted, 0.99),
        used.dividedBy(Math.max(done, 1)));
  }

  static Duration at(long[] sorted, double share) {
    return sorted.length == 0
        ? Duration.ZERO
        : Duration.ofNanos(sorted[(int) (share * (sorted.length - 1))]);
  }

  /** Waits between two samples. */
  static void pause(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}

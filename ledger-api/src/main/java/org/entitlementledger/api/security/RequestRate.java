package org.entitlementledger.api.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many requests each caller may make in a second, those of the second before not saved up. A
 * caller is counted on each node by itself.
 */
public final class RequestRate {
  private static final int MOST_CALLERS = 100_000;
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** How the lines of a batch wait. */
  @FunctionalInterface
  interface Pause {
    /** Returns after so long. */
    void take(Duration time) throws InterruptedException;
  }

  /** Absent where there is no limit. */
  private final @Nullable LoadingCache<String, Bucket> buckets;

  private final Pause pause;

  /** A line of a batch is taken while so many requests and one more are free. */
  private final long leftByLines;

  /**
   * A limit.
   *
   * @param perSecond 0 for none
   * @param time what passes while buckets fill again
   * @param pause how to wait
   */
  RequestRate(int perSecond, TimeMeter time, Pause pause) {
    this.pause = pause;
    leftByLines = perSecond / 2;
    buckets =
        perSecond == 0
            ? null
            : Caffeine.newBuilder()
                .maximumSize(MOST_CALLERS)
                .expireAfterAccess(Duration.ofMinutes(1))
                .build(caller -> bucket(perSecond, time));
  }

  private static Bucket bucket(int perSecond, TimeMeter time) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, SECOND))
        .withCustomTimePrecision(time)
        .build();
  }

  /** Under which name a caller that is signed in is counted. */
  static String key(Caller caller) {
    return "actor " + caller.actor();
  }

  /** Whether a caller may make no more requests now. Nothing is counted. */
  boolean isUsedUp(String caller) {
    return buckets != null && buckets.get(caller).getAvailableTokens() < 1;
  }

  /** Whether a caller may make one more request now; it counts where it may. */
  boolean takes(String caller) {
    return buckets == null || buckets.get(caller).tryConsume(1);
  }

  /**
   * Counts a line of a batch, and waits as long as its caller makes too many requests. Half of the
   * requests of a second stay free of lines, so that a caller is not refused everything else while
   * its batch runs.
   */
  public void awaitLine(Caller caller) throws InterruptedException {
    if (buckets == null) {
      return;
    }
    Bucket bucket = buckets.get(key(caller));
    long nanos = untilFree(bucket);
    while (nanos > 0 || !bucket.tryConsume(1)) {
      pause.take(Duration.ofNanos(Math.max(nanos, 1)));
      nanos = untilFree(bucket);
    }
  }

  private long untilFree(Bucket bucket) {
    return bucket.estimateAbilityToConsume(leftByLines + 1).getNanosToWaitForRefill();
  }
}

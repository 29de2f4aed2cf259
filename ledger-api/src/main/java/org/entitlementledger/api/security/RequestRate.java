package org.entitlementledger.api.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.entitlementledger.api.security.access.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Limits the requests per second of each caller, on each node separately. Unused requests do not
 * accumulate.
 */
public final class RequestRate {
  private static final int MOST_CALLERS = 100_000;
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Waits before a line of a batch. */
  @FunctionalInterface
  interface Pause {
    /** Returns after {@code time}. */
    void take(Duration time) throws InterruptedException;
  }

  /** Null if there is no limit. */
  private final @Nullable LoadingCache<String, Bucket> buckets;

  private final Pause pause;

  /** The number of requests that lines of batches leave free. */
  private final long leftByLines;

  /**
   * A limit.
   *
   * @param perSecond 0 for none
   * @param time the clock that refills buckets
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

  /** The key under which an authenticated caller is counted. */
  static String key(Caller caller) {
    return "actor " + caller.actor();
  }

  /** Whether a caller has used up its requests; counts nothing. */
  boolean isUsedUp(String caller) {
    return buckets != null && buckets.get(caller).getAvailableTokens() < 1;
  }

  /** Counts a request; false if the caller has used up its requests. */
  boolean takes(String caller) {
    return buckets == null || buckets.get(caller).tryConsume(1);
  }

  /**
   * Counts a line of a batch, and waits while its caller is at the limit. Lines leave half of the
   * requests of a second free, so that the caller's other requests succeed while its batch runs.
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

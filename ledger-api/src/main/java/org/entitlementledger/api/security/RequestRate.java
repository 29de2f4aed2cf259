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
final class RequestRate {
  private static final int MOST_CALLERS = 100_000;
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Absent where there is no limit. */
  private final @Nullable LoadingCache<String, Bucket> buckets;

  /**
   * A limit.
   *
   * @param perSecond 0 for none
   * @param time what passes while buckets fill again
   */
  RequestRate(int perSecond, TimeMeter time) {
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

  /** Whether a caller may make one more request now; it counts where it may. */
  boolean takes(String caller) {
    return buckets == null || buckets.get(caller).tryConsume(1);
  }
}

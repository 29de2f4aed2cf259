package org.entitlementledger.api.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Delays the answer to each further wrong password, for each user and address. A correct password
 * never waits, and does not reset the delay: that would help somebody who guesses from the same
 * address.
 */
final class LoginThrottle {
  /** The delay of the first; it doubles with each further one. */
  static final Duration FIRST = Duration.ofMillis(100);

  static final Duration LONGEST = Duration.ofMillis(3_200);

  /** The most answers that wait at once; each holds a connection. */
  static final int MOST_WAITING = 100;

  private static final int MOST_REMEMBERED = 10_000;
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);

  /** Waits before an answer. */
  @FunctionalInterface
  interface Pause {
    /** Returns after {@code time}, or at once when the service shuts down. */
    void take(Duration time);
  }

  private record Guesser(String user, String address) {}

  private final Pause pause;
  private final Semaphore free = new Semaphore(MOST_WAITING);
  private final Cache<Guesser, Integer> wrong =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(FORGOTTEN).build();

  LoginThrottle(Pause pause) {
    this.pause = pause;
  }

  /**
   * Counts a wrong password, and returns when it may be answered.
   *
   * @return whether it waited; false where too many answers wait already
   */
  boolean slowDown(String user, String address) {
    int times = count(user, address);
    if (!free.tryAcquire()) {
      return false;
    }
    try {
      pause.take(delay(times));
      return true;
    } finally {
      free.release();
    }
  }

  /** Counts a wrong password that is answered at once, and returns the new count. */
  int count(String user, String address) {
    return wrong.asMap().merge(new Guesser(user, address), 1, Integer::sum);
  }

  /** Whether this address recently sent a wrong password for this user. */
  boolean isGuessing(String user, String address) {
    return wrong.getIfPresent(new Guesser(user, address)) != null;
  }

  /** The delay of the n-th wrong password. */
  static Duration delay(int times) {
    int doublings = Math.min(times - 1, 5);
    return FIRST.multipliedBy(1L << doublings);
  }
}

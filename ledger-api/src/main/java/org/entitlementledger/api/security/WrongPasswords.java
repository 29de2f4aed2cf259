package org.entitlementledger.api.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Makes the answer to a wrong password come later and later, for each user and address by itself.
 * It is asked about wrong passwords alone, so that a right one never waits; and a right one in
 * between changes nothing, so that it does not help who guesses from the same address.
 */
final class WrongPasswords {
  /** After the first wrong one; twice as long after each further one. */
  static final Duration FIRST = Duration.ofMillis(100);

  static final Duration LONGEST = Duration.ofMillis(3_200);

  /** So many answers wait at most; each holds a connection. */
  static final int MOST_WAITING = 100;

  private static final int MOST_REMEMBERED = 10_000;
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);

  /** How an answer waits. */
  @FunctionalInterface
  interface Pause {
    /** Comes back after so long, or at once where the service is shutting down. */
    void take(Duration time);
  }

  private record Guesser(String user, String address) {}

  private final Pause pause;
  private final Semaphore free = new Semaphore(MOST_WAITING);
  private final Cache<Guesser, Integer> wrong =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(FORGOTTEN).build();

  WrongPasswords(Pause pause) {
    this.pause = pause;
  }

  /**
   * Takes a wrong password, and comes back when it may be answered.
   *
   * @return whether it waited; not where too many others do already
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

  /** Counts a wrong password that is answered at once; how many there have been. */
  int count(String user, String address) {
    return wrong.asMap().merge(new Guesser(user, address), 1, Integer::sum);
  }

  /** Whether there was a wrong password for this user from this address lately. */
  boolean isGuessing(String user, String address) {
    return wrong.getIfPresent(new Guesser(user, address)) != null;
  }

  /** How long the answer to the n-th wrong password waits. */
  static Duration delay(int times) {
    int doublings = Math.min(times - 1, 5);
    return FIRST.multipliedBy(1L << doublings);
  }
}

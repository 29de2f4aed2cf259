package org.entitlementledger.api.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the service's log who signs in and who is refused, and counts the latter. Callers send
 * their credential with every request: a line is written when one comes the first time, or after an
 * hour without it. Of the same failure the 1st, 2nd, 4th, 8th … are written, so that nobody can
 * flood the log. No password, token or unknown user's name is: it may be a password in the wrong
 * place.
 */
final class SignIns {
  private static final Logger LOG = LoggerFactory.getLogger(SignIns.class);
  private static final int MOST_REMEMBERED = 10_000;
  private static final int LONGEST_PATH = 200;
  private static final Duration FORGOTTEN = Duration.ofHours(1);

  /** Why a credential was refused. */
  enum Failure {
    WRONG_PASSWORD,
    UNKNOWN_USER,
    TOKEN,
    /** The issuer's keys cannot be had now. */
    NO_KEYS;

    String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private record Visitor(String who, String address) {}

  private final MeterRegistry meters;
  private final Cache<Visitor, Boolean> seen = remembering();
  private final Cache<Visitor, Integer> failures = remembering();

  SignIns(MeterRegistry meters) {
    this.meters = meters;
    // at 0 from the start, so that the first failure is a rise
    for (Failure failure : Failure.values()) {
      count(failure);
    }
  }

  private Counter count(Failure failure) {
    return meters.counter("ledger.signin.failures", "cause", failure.key());
  }

  private static <T> Cache<Visitor, T> remembering() {
    return Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterAccess(FORGOTTEN).build();
  }

  /** A caller's credential was right. */
  void signedIn(Caller caller, HttpServletRequest request) {
    var visitor = new Visitor(caller.actor(), request.getRemoteAddr());
    if (seen.getIfPresent(visitor) == null
        && seen.asMap().putIfAbsent(visitor, Boolean.TRUE) == null) {
      LOG.atInfo()
          .addKeyValue("actor", caller.actor())
          .addKeyValue("address", visitor.address())
          .addKeyValue("path", path(request))
          .log("{} signed in from {}", caller.actor(), visitor.address());
    }
  }

  /**
   * A credential was not right.
   *
   * @param who the user where there is such a one, else {@code unknown}
   */
  void failed(Failure failure, String who, HttpServletRequest request) {
    count(failure).increment();
    String address = request.getRemoteAddr();
    int times =
        failures.asMap().merge(new Visitor(failure.key() + " " + who, address), 1, Integer::sum);
    if (Integer.bitCount(times) == 1) {
      LOG.atWarn()
          .addKeyValue("actor", who)
          .addKeyValue("address", address)
          .addKeyValue("path", path(request))
          .addKeyValue("cause", failure.key())
          .addKeyValue("times", times)
          .log("{} from {} was not signed in: {} ({})", who, address, failure.key(), times);
    }
  }

  /** Where a request went, cut where it is long; never its query. */
  private static String path(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.substring(0, Math.min(path.length(), LONGEST_PATH));
  }
}

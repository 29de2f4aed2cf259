package org.entitlementledger.api.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Locale;
import org.entitlementledger.api.security.access.Caller;
import org.entitlementledger.api.security.token.TokenClaims;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs sign-ins and refused credentials, and counts the latter. Callers send credentials with every
 * request, so a sign-in is logged the first time and after an hour without one. Of the same failure
 * the 1st, 2nd, 4th, 8th … is logged, so that nobody can flood the log. Passwords, tokens and the
 * names of unknown users never are: such a name may be a password in the wrong field.
 */
final class AuthenticationLog {
  private static final Logger LOG = LoggerFactory.getLogger(AuthenticationLog.class);
  private static final String REFUSED = "Refused credentials of {} from {}: {} ({})";
  private static final String UNKNOWN = "unknown";
  private static final int MOST_REMEMBERED = 10_000;
  private static final int LONGEST_PATH = 200;
  private static final Duration FORGOTTEN = Duration.ofHours(1);

  /** Why a credential was refused. */
  enum Failure {
    WRONG_PASSWORD,
    UNKNOWN_USER,
    TOKEN,
    /** The issuer's keys are unavailable. */
    NO_KEYS;

    String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private record Visitor(String who, String address) {}

  private final MeterRegistry meters;
  private final Cache<Visitor, Boolean> seen = remembering();
  private final Cache<Visitor, Integer> failures = remembering();

  AuthenticationLog(MeterRegistry meters) {
    this.meters = meters;
    // registered at 0, so that the first failure is an increase
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

  /** Logs an accepted credential. */
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
   * Logs a refused credential.
   *
   * @param who the user, or {@code unknown} where no such user exists
   */
  void failed(Failure failure, String who, HttpServletRequest request) {
    int times = count(failure, failure.key() + " " + who, request);
    if (isWritten(times)) {
      line(failure, who, times, request)
          .log(REFUSED, who, request.getRemoteAddr(), failure.key(), times);
    }
  }

  /** Logs the claims of a refused token, never the token. */
  void refused(RefusedToken token, HttpServletRequest request) {
    String fault = token.fault().key();
    int times = count(Failure.TOKEN, fault, request);
    if (isWritten(times)) {
      TokenClaims claims = token.claims();
      line(Failure.TOKEN, UNKNOWN, times, request)
          .addKeyValue("fault", fault)
          .addKeyValue("kid", claims.kid())
          .addKeyValue("iss", claims.iss())
          .addKeyValue("aud", claims.aud())
          .addKeyValue("exp", claims.exp())
          .log(
              REFUSED,
              UNKNOWN,
              request.getRemoteAddr(),
              token.fault().description() + ": " + claims,
              times);
    }
  }

  /** Logs a token that could not be verified. */
  void unverified(IssuerUnavailable away, HttpServletRequest request) {
    int times = count(Failure.NO_KEYS, Failure.NO_KEYS.key(), request);
    if (isWritten(times)) {
      line(Failure.NO_KEYS, UNKNOWN, times, request)
          .log(
              REFUSED,
              UNKNOWN,
              request.getRemoteAddr(),
              Failure.NO_KEYS.key() + ": " + away.getMessage(),
              times);
    }
  }

  private int count(Failure failure, String what, HttpServletRequest request) {
    count(failure).increment();
    return failures.asMap().merge(new Visitor(what, request.getRemoteAddr()), 1, Integer::sum);
  }

  private static boolean isWritten(int times) {
    return Integer.bitCount(times) == 1;
  }

  private static LoggingEventBuilder line(
      Failure failure, String who, int times, HttpServletRequest request) {
    return LOG.atWarn()
        .addKeyValue("actor", who)
        .addKeyValue("address", request.getRemoteAddr())
        .addKeyValue("path", path(request))
        .addKeyValue("cause", failure.key())
        .addKeyValue("times", times);
  }

  /** The path of a request, truncated; never its query. */
  private static String path(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.substring(0, Math.min(path.length(), LONGEST_PATH));
  }
}

package org.entitlementledger.api.security.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetSourceWrapper;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.jwk.source.RateLimitedJWKSetSource;
import com.nimbusds.jose.jwk.source.RefreshAheadCachingJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Caches the keys of an issuer. They are refreshed every five minutes in the background, and when a
 * token names an unknown key: at most twice in {@link #BETWEEN}, for all callers together. While
 * the issuer fails, no request waits for it: the last keys are used for an hour, and only the
 * background thread retries.
 */
public final class IssuerKeys implements JWKSource<SecurityContext>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

  /** How long a key is accepted after the issuer withdrew it. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  /** How long keys are used while the issuer fails. */
  private static final Duration HELD = Duration.ofHours(1);

  private static final Duration BETWEEN = Duration.ofSeconds(5);

  /** How long to wait for a fetch that another caller started. */
  private static final Duration WAIT = Duration.ofSeconds(1);

  /** The interval of the background checks. */
  private static final Duration TICK = Duration.ofSeconds(2);

  private static final JWKSelector ANY = new JWKSelector(new JWKMatcher.Builder().build());

  private final ScheduledExecutorService background =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("issuer-keys").factory());

  private final IssuerClient client;
  private final JWKSetBasedJWKSource<SecurityContext> cached;

  /** Why the latest fetch failed; null if it succeeded. */
  private volatile @Nullable IssuerFault fault;

  /** When the latest keys were fetched, by {@link System#nanoTime}; null before the first. */
  private volatile @Nullable Long fetched;

  public IssuerKeys(IssuerClient client) {
    this.client = client;
    var limited = new RateLimitedJWKSetSource<>(new Fetching(), BETWEEN.toMillis(), null);
    cached =
        new JWKSetBasedJWKSource<>(
            new RefreshAheadCachingJWKSetSource<>(
                new Remembering(limited),
                HELD.toMillis(),
                WAIT.toMillis(),
                HELD.minus(FRESH).toMillis(),
                background,
                false,
                null,
                null,
                false));
  }

  /** Fetches the keys, and refreshes them from then on. */
  public void start() {
    var _ =
        background.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tick() {
    try {
      if (fault != null) {
        fetch();
      }
      cached.get(ANY, null);
    } catch (KeySourceException failed) {
      // the fetch has logged the cause, and health shows it
      LOG.debug("No keys of the issuer: {}", failed.getMessage());
    } catch (RuntimeException unexpected) {
      LOG.error("Could not fetch the keys of the issuer", unexpected);
    }
  }

  /**
   * The selected keys; none if the issuer has none, or was just asked for others.
   *
   * @throws KeySourceException if there are no keys at all, or an unknown key is asked for and the
   *     issuer fails
   */
  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws KeySourceException {
    try {
      return cached.get(selector, context);
    } catch (RateLimitReachedException asked) {
      if (areHeld()) {
        return List.of();
      }
      throw asked;
    }
  }

  /** Whether there are keys to verify tokens with. */
  public boolean areHeld() {
    Long since = fetched;
    return since != null && System.nanoTime() - since < HELD.toNanos();
  }

  /** Why the latest fetch failed; null if it succeeded. */
  public @Nullable IssuerFault fault() {
    return fault;
  }

  private JWKSet fetch() throws JWKSetUnavailableException {
    try {
      JWKSet keys = client.fetch();
      fetched = System.nanoTime();
      if (fault != null) {
        LOG.info("the keys of {} can be had again", client.name());
      }
      fault = null;
      return keys;
    } catch (IssuerFault failed) {
      tell(failed);
      fault = failed;
      throw new JWKSetUnavailableException(failed.getMessage(), failed);
    }
  }

  private void tell(IssuerFault failed) {
    IssuerFault before = fault;
    if (before == null || !before.getMessage().equals(failed.getMessage())) {
      LOG.atWarn()
          .addKeyValue("issuer", client.name())
          .addKeyValue("cause", failed.getMessage())
          .log(
              "the keys of {} cannot be had: {}{}",
              client.name(),
              failed.getMessage(),
              failed.detail());
    }
  }

  /** Asks the issuer. */
  private final class Fetching implements JWKSetSource<SecurityContext> {
    @Override
    public JWKSet getJWKSet(
        JWKSetCacheRefreshEvaluator evaluator, long time, @Nullable SecurityContext context)
        throws KeySourceException {
      return fetch();
    }

    @Override
    public void close() {}
  }

  /** Fails at once while the newest fetch is one that failed. */
  private final class Remembering extends JWKSetSourceWrapper<SecurityContext> {
    Remembering(JWKSetSource<SecurityContext> source) {
      super(source);
    }

    @Override
    public JWKSet getJWKSet(
        JWKSetCacheRefreshEvaluator evaluator, long time, @Nullable SecurityContext context)
        throws KeySourceException {
      IssuerFault known = fault;
      if (known != null) {
        throw new JWKSetUnavailableException(known.getMessage(), known);
      }
      return getSource().getJWKSet(evaluator, time, context);
    }
  }

  @Override
  public void close() {
    background.shutdown();
    client.close();
  }
}

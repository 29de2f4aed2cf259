package org.entitlementledger.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.entitlementledger.api.security.access.Caller;
import org.entitlementledger.api.security.access.Role;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;

class RequestRateTest {
  private static final long SECOND = 1_000_000_000L;

  /** Time that stands still until it is moved. */
  private static final class Hand implements TimeMeter {
    private long nanos;

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  private final Hand hand = new Hand();
  private final List<Duration> pauses = new ArrayList<>();

  /** Time passes in pauses alone. */
  private RequestRate rate(int perSecond) {
    return new RequestRate(
        perSecond,
        hand,
        time -> {
          pauses.add(time);
          hand.nanos += time.toNanos();
        });
  }

  private static SecuritySettings settings(int perSecond) {
    return new SecuritySettings(
        "roles", "accounts", List.of(), perSecond, List.of(), Map.of(), false);
  }

  private static long taken(RequestRate rate, String caller, int tries) {
    return IntStream.range(0, tries).filter(one -> rate.takes(caller)).count();
  }

  @Test
  void takesSoManyASecondOfEachCaller() {
    var rate = rate(10);
    assertThat(taken(rate, "ann", 25)).isEqualTo(10);
    assertThat(taken(rate, "bob", 25)).isEqualTo(10);
    hand.nanos += SECOND / 10;
    assertThat(taken(rate, "ann", 25)).isEqualTo(1);
    hand.nanos += SECOND;
    assertThat(taken(rate, "ann", 25)).isEqualTo(10);
  }

  @Test
  void savesNothingUp() {
    var rate = rate(10);
    hand.nanos += 3_600 * SECOND;
    assertThat(taken(rate, "ann", 25)).isEqualTo(10);
  }

  @Test
  void isOffAtZero() {
    assertThat(taken(rate(0), "ann", 100_000)).isEqualTo(100_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(-1))
        .withMessageContaining("requests-per-second");
  }

  @Test
  void isSetUnlessItIsSwitchedOff() {
    var settings =
        new Binder().bindOrCreate("ledger.security", Bindable.of(SecuritySettings.class));
    assertThat(settings.requestsPerSecond()).isEqualTo(2_000);
  }

  @Test
  void linesOfABatchWaitAndAreCounted() throws Exception {
    var rate = rate(10);
    var ann = new Caller("ann", Set.of(Role.OPERATOR), Set.of());
    for (int line = 0; line < 25; line++) {
      rate.awaitLine(ann);
    }
    // five are free at once, the other twenty come at ten a second
    assertThat(hand.nanos).isEqualTo(2 * SECOND);
    assertThat(taken(rate, RequestRate.key(ann), 25)).as("other requests").isEqualTo(5);
    assertThat(taken(rate, "actor bob", 25)).isEqualTo(10);
  }

  @Test
  void linesWaitForNothingWithoutALimit() throws Exception {
    var rate = rate(0);
    for (int line = 0; line < 100_000; line++) {
      rate.awaitLine(new Caller("ann", Set.of(), Set.of()));
    }
    assertThat(pauses).isEmpty();
  }
}

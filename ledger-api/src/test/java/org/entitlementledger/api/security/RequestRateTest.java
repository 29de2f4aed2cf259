package org.entitlementledger.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bucket4j.TimeMeter;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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

  private static SecuritySettings settings(int perSecond) {
    return new SecuritySettings(
        "roles", "accounts", List.of(), perSecond, List.of(), Map.of(), false);
  }

  private static long taken(RequestRate rate, String caller, int tries) {
    return IntStream.range(0, tries).filter(one -> rate.takes(caller)).count();
  }

  @Test
  void takesSoManyASecondOfEachCaller() {
    var rate = new RequestRate(10, hand);
    assertThat(taken(rate, "ann", 25)).isEqualTo(10);
    assertThat(taken(rate, "bob", 25)).isEqualTo(10);
    hand.nanos += SECOND / 10;
    assertThat(taken(rate, "ann", 25)).isEqualTo(1);
    hand.nanos += SECOND;
    assertThat(taken(rate, "ann", 25)).isEqualTo(10);
  }

  @Test
  void savesNothingUp() {
    var rate = new RequestRate(10, hand);
    hand.nanos += 3_600 * SECOND;
    assertThat(taken(rate, "ann", 25)).isEqualTo(10);
  }

  @Test
  void isOffByDefault() {
    assertThat(taken(new RequestRate(0, hand), "ann", 100_000)).isEqualTo(100_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(-1))
        .withMessageContaining("requests-per-second");
  }
}

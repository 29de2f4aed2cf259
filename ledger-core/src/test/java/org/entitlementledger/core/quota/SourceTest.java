package org.entitlementledger.core.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SourceTest {
  @Test
  void beginsWhenItsIdSays() {
    var random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      long second = random.nextLong(-2_000_000_000L, 200_000_000_000L);
      for (Instant time :
          new Instant[] {
            Instant.ofEpochSecond(second), Instant.ofEpochSecond(second, 1_000L * (i + 1))
          }) {
        assertThat(new Source(Source.Kind.ALLOWANCE, "c-1/" + time).begins()).isEqualTo(time);
      }
    }
  }
}

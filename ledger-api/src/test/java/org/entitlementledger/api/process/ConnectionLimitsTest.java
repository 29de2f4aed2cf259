package org.entitlementledger.api.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionLimitsTest {
  private static final long MEGABYTE = 1 << 20;

  @ParameterizedTest
  @CsvSource({
    "20000,   128,   512",
    "20000,  1024,  4096",
    "20000,  4999, 19996",
    "20000,  5000, 20000",
    "20000, 65536, 20000",
    "  100,   128,   100",
  })
  void followTheHeapUpToWhatIsSet(int set, long megabytes, int most) {
    assertThat(ConnectionLimits.most(set, megabytes * MEGABYTE)).isEqualTo(most);
  }
}

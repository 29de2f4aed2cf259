package org.entitlementledger.projections;

import static org.assertj.core.api.Assertions.assertThat;

import org.h2.engine.Constants;
import org.junit.jupiter.api.Test;

/** What was built around one version of H2. */
final class H2VersionTest {
  @Test
  void asksWithEachVersionWhetherTheWorkaroundsCanGo() {
    assertThat(Constants.VERSION)
        .as(
            "a new H2: does its header name the last chunk (then H2File.store becomes CHECKPOINT"
                + " SYNC, see ARCHITECTURE.md), does a commit store what other transactions have"
                + " half done (WriteTurn), does an interrupt close its file (CustomsTest)? Run"
                + " KilledFileTest without H2File's step and KillTest with -Dkills=20, then write"
                + " the new version here")
        .isEqualTo("2.5.252");
  }
}

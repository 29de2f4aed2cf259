package org.entitlementledger.api.ledger.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Which refusals share a row. */
class RefusalTalliesTest {
  private static final Instant NOW = Instant.parse("2025-06-15T12:00:59Z");

  private final AtomicLong nanos = new AtomicLong();
  private final RefusalTallies tallies = new RefusalTallies(nanos::get);

  private static RefusalRow refusal(String actor, String command, String requestId) {
    return new RefusalRow(actor, command, "acme", "duplicate", Map.of(), requestId);
  }

  @Test
  void linesOfABatchShareARowByCommandAndProblem() {
    String one = tallies.of(NOW, refusal("a", "issue-voucher", "r1"), true);
    assertThat(one).isNotNull();
    assertThat(tallies.of(NOW, refusal("a", "issue-voucher", "r1"), true)).isEqualTo(one);
    assertThat(tallies.of(NOW, refusal("a", "open-account", "r1"), true)).isNotEqualTo(one);
    assertThat(tallies.of(NOW, refusal("a", "issue-voucher", "r2"), true)).isNotEqualTo(one);
    assertThat(tallies.of(NOW, refusal("b", "issue-voucher", "r1"), true)).isNotEqualTo(one);
  }

  /** With small batches as with single requests. */
  @Test
  void whoIsRefusedVeryOftenInAMinuteGetsNoMoreRows() {
    for (int i = 0; i < RefusalTallies.MOST_ROWS / 2; i++) {
      assertThat(tallies.of(NOW, refusal("a", "issue-voucher", "s" + i), false)).isNull();
      assertThat(tallies.of(NOW, refusal("a", "issue-voucher", "b" + i), true)).isNotNull();
    }
    var shared = new HashSet<String>();
    for (int i = 0; i < 1_000; i++) {
      shared.add(tallies.of(NOW, refusal("a", "issue-voucher", "r" + i), i % 2 == 0));
    }
    assertThat(shared).hasSize(1).doesNotContainNull();
    // a batch that has a row goes on with it
    assertThat(tallies.of(NOW, refusal("a", "issue-voucher", "b1"), true))
        .isNotIn(shared)
        .isNotNull();
    assertThat(tallies.of(NOW, refusal("b", "issue-voucher", "r1"), false)).isNull();
    nanos.addAndGet(60_000_000_000L);
    assertThat(tallies.of(NOW, refusal("a", "issue-voucher", "r1"), false)).isNull();
  }
}

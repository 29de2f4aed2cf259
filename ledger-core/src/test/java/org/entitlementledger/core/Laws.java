package org.entitlementledger.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.quota.Balance;
import org.entitlementledger.core.quota.Balance.SourceBalance;
import org.jspecify.annotations.Nullable;

/** What holds of every balance (API.md, "What is left"). */
public final class Laws {
  private Laws() {}

  /**
   * {@code granted + adjusted + overage = consumed + held + lapsed + available}, {@code remaining =
   * held + available}, nothing but {@code adjusted} below 0, and the sources add up to the totals.
   */
  public static void figuresClose(Balance balance) {
    assertThat(balance.consumed().isNegative()).isFalse();
    assertThat(balance.held().isNegative()).isFalse();
    assertThat(balance.lapsed().isNegative()).isFalse();
    assertThat(balance.overage().isNegative()).isFalse();
    assertThat(sum(balance, SourceBalance::consumed).plus(balance.overage()))
        .as("what no source had is overage")
        .isEqualTo(balance.consumed());
    assertThat(sum(balance, SourceBalance::held)).isEqualTo(balance.held());
    assertThat(sum(balance, SourceBalance::lapsed)).isEqualTo(balance.lapsed());
    assertThat(balance.unlimited()).isEqualTo(balance.granted() == null);
    Quantity granted = balance.granted();
    Quantity available = balance.available();
    Quantity remaining = balance.remaining();
    if (granted == null || available == null || remaining == null) {
      assertThat(granted).isNull();
      assertThat(available).isNull();
      assertThat(remaining).isNull();
      return;
    }
    assertThat(available.isNegative()).isFalse();
    assertThat(granted.isNegative()).isFalse();
    assertThat(granted.plus(balance.adjusted()).plus(balance.overage()))
        .as("the figures close: " + balance)
        .isEqualTo(balance.consumed().plus(balance.held()).plus(balance.lapsed()).plus(available));
    assertThat(remaining).isEqualTo(balance.held().plus(available));
    assertThat(sum(balance, SourceBalance::available)).isEqualTo(available);
    assertThat(sum(balance, SourceBalance::granted).plus(sum(balance, SourceBalance::adjusted)))
        .isEqualTo(granted.plus(balance.adjusted()));
  }

  private static Quantity sum(Balance balance, Function<SourceBalance, @Nullable Quantity> figure) {
    Quantity sum = Quantity.ZERO;
    for (SourceBalance source : balance.sources()) {
      Quantity one = figure.apply(source);
      sum = one == null ? sum : sum.plus(one);
    }
    return sum;
  }
}

package org.entitlementledger.core;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.entitlementledger.core.Hours.KEY;
import static org.entitlementledger.core.Hours.account;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.grant.GrantEvent.TopUpGranted;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Lot;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Quota;
import org.entitlementledger.core.quota.Source;
import org.junit.jupiter.api.Test;

/** An account with very many grants; what a draw costs then is a row of the benchmark. */
class ManyGrantsTest {
  private static final int MANY = 100_000;
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

  /** Grants of one hour each: the later one was recorded, the sooner it ends. */
  private static Account withGrants(int many) {
    Account account = account("contract-year", "", "0").account();
    Instant end = START.atOffset(ZoneOffset.UTC).plusYears(1).toInstant();
    for (int i = 0; i < many; i++) {
      var lot = new Lot(START, end.minusSeconds(60L * i), Lot.PRIORITY, false, null, false);
      var movement =
          Movement.granting(
              KEY,
              new Source(Source.Kind.GRANT, "g" + i),
              new Window(START, end),
              Quantity.ONE,
              lot);
      account =
          account.apply(
              new TopUpGranted(
                  START, "g" + i, KEY, Quantity.ONE, "order", "c1", lot, List.of(movement)));
    }
    return account;
  }

  @Test
  void theEarliestEndingIsDrawnFirstOutOfOneHundredThousand() {
    Account account = withGrants(MANY);
    Contract contract = requireNonNull(account.contracts().inForce(START));
    Quota quota = account.quota();
    var oneAndAHalf = new Quantity(new BigDecimal("1.5"));
    for (String expected : List.of("g99999:1 g99998:0.5", "g99998:0.5 g99997:1")) {
      var drawn =
          quota.draw(Movement.Kind.CONSUMED, contract.promise(KEY), oneAndAHalf, START, START);
      assertThat(
              drawn.movements().stream()
                  .map(draw -> draw.source().id() + ":" + draw.quantity())
                  .collect(Collectors.joining(" ")))
          .isEqualTo(expected);
      assertThat(drawn.missing()).isEqualTo(Quantity.ZERO);
      quota = quota.apply(drawn.movements(), account.contracts());
    }
  }
}

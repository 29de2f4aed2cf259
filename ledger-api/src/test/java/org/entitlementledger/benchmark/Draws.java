package org.entitlementledger.benchmark;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Objects;
import org.entitlementledger.benchmark.Callers.Rate;
import org.entitlementledger.core.Account;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.contract.ContractEvent.ContractPurchased;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.profile.ProfileEvent.AccountOpened;
import org.entitlementledger.core.quota.ContractEnds;
import org.entitlementledger.core.quota.ContractEntitlement;
import org.entitlementledger.core.quota.Lot;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Quota;
import org.entitlementledger.core.quota.Source;

/** Draws from an account with many grants, of which the one that ends first is taken. */
final class Draws {
  private static final String KEY = "certification-voucher";
  private static final LocalDate FROM = LocalDate.of(2025, 3, 15);
  private static final LocalDate UNTIL = FROM.plus(Period.ofYears(1));
  private static final int DRAWS = 20_000;

  private Draws() {}

  /** Draws a second, each of one, with {@code grants} of 1,000 on the account. */
  static Rate of(int grants) {
    Window term = new Window(midnight(FROM), midnight(UNTIL));
    ContractEntitlement promise = promise(term);
    Quota quota = Quota.EMPTY;
    for (int i = 0; i < grants; i++) {
      quota =
          quota.apply(granted("g" + i, term, term.end().minusSeconds(i)), ContractEnds.AS_RECORDED);
    }
    long nanos = 0;
    for (int round = 0; round < 2; round++) {
      Quota drawn = quota;
      long before = System.nanoTime();
      for (int i = 0; i < DRAWS; i++) {
        drawn =
            drawn.apply(
                drawn
                    .draw(Movement.Kind.CONSUMED, promise, Quantity.ONE, term.start(), term.start())
                    .movements(),
                ContractEnds.AS_RECORDED);
      }
      nanos = System.nanoTime() - before;
    }
    return Rate.once(DRAWS, nanos);
  }

  private static ContractEntitlement promise(Window term) {
    var terms = Objects.requireNonNull(CatalogueFile.builtIn().first().tiers().get("advanced"));
    Account account =
        Account.unopened("many")
            .apply(new AccountOpened(term.start(), "many", "Many", "UTC"))
            .apply(new ContractPurchased(term.start(), "c1", FROM, UNTIL, null, null, terms));
    return Objects.requireNonNull(account.contracts().inForce(term.start())).promise(KEY);
  }

  private static Movement granted(String id, Window term, Instant ends) {
    var source = new Source(Source.Kind.GRANT, id);
    var lot = new Lot(term.start(), ends, Lot.PRIORITY, false, null, false);
    return Movement.granting(KEY, source, term, Quantity.of(1_000), lot);
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}

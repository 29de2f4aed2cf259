package org.entitlementledger.core;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.entitlementledger.core.catalogue.Catalogue;
import org.entitlementledger.core.catalogue.file.CatalogueFile;
import org.entitlementledger.core.contract.ContractCommand.PurchaseContract;
import org.entitlementledger.core.grant.GrantCommand.GrantTopUp;
import org.entitlementledger.core.hold.HoldCommand.PlaceHold;
import org.entitlementledger.core.kernel.When;
import org.entitlementledger.core.quota.Balance;
import org.entitlementledger.core.usage.UsageCommand.RecordUsage;
import org.jspecify.annotations.Nullable;

/** An account that buys hours, under policies that a test sets. */
public final class Hours {
  public static final String KEY = "hours";

  public static Catalogue catalogue(String period, String policies, String limit) {
    return CatalogueFile.parse(
        """
        catalogue: consulting
        versions:
          - version: "1"
            effectiveFrom: 2010-01-01
            policies: { downgrade: immediate-approved }
            entitlements:
              hours: { kind: units, unit: hour, scale: 1, period: %s%s }
            tiers:
              small: { rank: 1, entitlements: { hours: { limit: %s } } }
              large: { rank: 2, entitlements: { hours: { limit: 60 } } }
        """
            .formatted(period, policies.isEmpty() ? "" : ", " + policies, limit));
  }

  public static AccountFixture account(String period, String policies, String limit) {
    AccountFixture fixture =
        AccountFixture.opened("UTC", "2025-01-01T00:00:00Z", catalogue(period, policies, limit));
    return fixture.given(buy("c1", "small", "2025-01-01"));
  }

  public static PurchaseContract buy(String id, String tier, String from) {
    return new PurchaseContract(
        AccountFixture.ACCOUNT, id, tier, LocalDate.parse(from), null, 12, null, null);
  }

  public static RecordUsage use(String quantity) {
    return new RecordUsage(AccountFixture.ACCOUNT, null, KEY, new BigDecimal(quantity));
  }

  public static RecordUsage use(String id, String quantity) {
    return new RecordUsage(AccountFixture.ACCOUNT, id, KEY, new BigDecimal(quantity));
  }

  public static GrantTopUp grant(String id, String quantity, @Nullable String ends) {
    return grant(id, quantity, ends, null, null);
  }

  public static GrantTopUp grant(
      String id,
      String quantity,
      @Nullable String ends,
      @Nullable Integer priority,
      @Nullable Boolean promotional) {
    return new GrantTopUp(
        AccountFixture.ACCOUNT,
        id,
        KEY,
        new BigDecimal(quantity),
        "order-1",
        null,
        ends == null ? null : new When.On(LocalDate.parse(ends)),
        priority,
        promotional,
        null);
  }

  /** One whose life begins on a day, which may lie ahead. */
  public static GrantTopUp grantFrom(String id, String quantity, String from) {
    return new GrantTopUp(
        AccountFixture.ACCOUNT,
        id,
        KEY,
        new BigDecimal(quantity),
        "order-1",
        new When.On(LocalDate.parse(from)),
        null,
        null,
        null,
        null);
  }

  public static PlaceHold hold(String id, String quantity) {
    return new PlaceHold(AccountFixture.ACCOUNT, id, KEY, new BigDecimal(quantity), null);
  }

  public static String figures(AccountFixture fixture, String time) {
    Balance b = fixture.balance(KEY, time);
    return "granted %s adjusted %s consumed %s held %s lapsed %s overage %s available %s"
        .formatted(
            b.granted(),
            b.adjusted(),
            b.consumed(),
            b.held(),
            b.lapsed(),
            b.overage(),
            b.available());
  }

  private Hours() {}
}

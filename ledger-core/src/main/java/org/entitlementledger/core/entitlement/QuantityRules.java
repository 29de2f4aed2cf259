package org.entitlementledger.core.entitlement;

import java.math.BigDecimal;
import java.time.Instant;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Checks of a requested quantity against the terms, such as its number of decimals. They precede
 * all other rules (API.md, "Errors") if a contract is in force.
 */
public final class QuantityRules {
  private QuantityRules() {}

  /**
   * A requested quantity, in the scale of the terms.
   *
   * @throws Refusal {@code validation}
   */
  public static Quantity quantity(
      AccountState account, String key, BigDecimal asked, Instant time) {
    EntitlementTerms terms = terms(account, key, time);
    int scale =
        terms == null || !terms.kind().counted() ? Quantity.MOST_DECIMALS : terms.counted().scale();
    return Quantity.asked("quantity", asked, scale);
  }

  /**
   * A requested quantity of a limited entitlement.
   *
   * @throws Refusal {@code validation}
   */
  public static Quantity withinLimit(
      AccountState account, String key, BigDecimal asked, Instant time) {
    EntitlementTerms terms = terms(account, key, time);
    if (terms != null) {
      refuseUnlimited(terms);
    }
    return quantity(account, key, asked, time);
  }

  static void refuseUnlimited(EntitlementTerms terms) {
    if (terms.kind().counted() && terms.counted().unlimited()) {
      throw Refusal.invalid(
              "entitlement", "has no limit in this tier: there is nothing to add to or take from")
          .with("entitlement", terms.key());
    }
  }

  private static @Nullable EntitlementTerms terms(AccountState account, String key, Instant time) {
    Contract contract = account.contracts().inForce(time);
    return contract == null ? null : contract.termsAt(time).entitlement(key);
  }
}

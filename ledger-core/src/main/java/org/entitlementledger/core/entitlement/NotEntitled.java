package org.entitlementledger.core.entitlement;

import java.time.Instant;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.entitlement.AccountState.Entitled;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;

/** The refusal {@code not-entitled}: the terms in force do not give what a command needs. */
public final class NotEntitled {
  private NotEntitled() {}

  /** The tier does not list {@code key}. */
  public static Refusal to(String key, Contract contract, Instant time) {
    String tier = contract.termsAt(time).tier();
    return refusal(key, tier, "the tier %s does not include %s".formatted(tier, key));
  }

  /**
   * The tier lists the entitlement, but not in the way that the command needs.
   *
   * @param why the end of the sentence that says so
   */
  public static Refusal inThisWay(Entitled entitled, Instant time, String why) {
    String key = entitled.terms().key();
    String kind = entitled.terms().kind().key();
    String tier = entitled.contract().termsAt(time).tier();
    return refusal(
            key, tier, "the tier %s includes %s as the kind %s: %s".formatted(tier, key, kind, why))
        .with("kind", kind);
  }

  private static Refusal refusal(String key, String tier, String detail) {
    return Refusal.of(Problem.NOT_ENTITLED, detail).with("entitlement", key).with("tier", tier);
  }
}

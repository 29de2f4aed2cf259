package org.entitlementledger.core.accelerator;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.decision.Context;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.quota.Hold;
import org.entitlementledger.core.quota.Movement;

/** The unit that is held for a program from its request to its start or cancellation. */
final class AcceleratorHold {
  private AcceleratorHold() {}

  /** Its id among the account's holds; ids chosen by clients have no slash. */
  static String id(String acceleratorId) {
    return "accelerator/" + acceleratorId;
  }

  /**
   * The movements that release it, at its beginning or later; none if it has expired at the
   * ledger's now (DOMAIN.md, "Quota").
   */
  static List<Movement> release(
      Accelerator program, Instant time, AccountState account, Context context) {
    Hold hold = account.quota().hold(Accelerators.ENTITLEMENT, id(program.acceleratorId()));
    if (hold == null || !context.now().isBefore(hold.ends())) {
      return List.of();
    }
    Instant at = hold.effectiveAt().isAfter(time) ? hold.effectiveAt() : time;
    return account.rules(context).released(hold, hold.takes(), at);
  }
}

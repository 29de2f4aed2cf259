package org.entitlementledger.api.admin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.entitlementledger.core.entitlement.Entitlement;
import org.entitlementledger.core.entitlement.Entitlements;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.projections.remaining.Remaining;

/**
 * A window in progress that was recorded at other instants than the present rules of its zone give.
 *
 * @param recorded the instants that it keeps
 * @param byRules what the present rules would give
 */
record MovedWindow(
    String accountId, String entitlement, String zone, Window recorded, Window byRules) {

  /** Those of one account, as of the ledger's now. */
  static List<MovedWindow> of(Remaining open) {
    var account = open.account();
    var byRules = new HashMap<String, Window>();
    for (Entitlement one : Entitlements.all(account.standing(List.of()), open.now())) {
      if (one instanceof Entitlement.Counted counted) {
        byRules.put(counted.balance().entitlement(), counted.balance().window());
      }
    }
    var moved = new ArrayList<MovedWindow>();
    for (Entitlement one : Entitlements.all(open.standing(), open.now())) {
      if (one instanceof Entitlement.Counted counted) {
        String key = counted.balance().entitlement();
        Window recorded = counted.balance().window();
        Window other = byRules.getOrDefault(key, recorded);
        if (!other.equals(recorded)) {
          String zone = account.profile().zone().getId();
          moved.add(new MovedWindow(account.accountId(), key, zone, recorded, other));
        }
      }
    }
    return moved;
  }
}

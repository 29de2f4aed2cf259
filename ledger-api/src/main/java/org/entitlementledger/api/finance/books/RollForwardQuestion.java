package org.entitlementledger.api.finance.books;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.entitlementledger.core.kernel.Days;
import org.entitlementledger.projections.finance.RollForwardQueries;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of a roll-forward are asked for.
 *
 * @param period {@code 2025-06}, {@code 2025-Q2}, {@code 2025}, or two days of which the second is
 *     exclusive, {@code 2025-03-15/2026-03-15}; days are those of each account's zone
 * @param account of this account alone; of all unless given
 * @param contract of this contract alone; of all unless given
 * @param entitlement of this entitlement alone; of all unless given
 */
record RollForwardQuestion(
    String period,
    @Nullable String account,
    @Nullable String contract,
    @Nullable String entitlement) {

  RollForwardQuestion {
    Days.parse("period", period);
  }

  Days days() {
    return Days.parse("period", period);
  }

  RollForwardQueries.Question question() {
    return new RollForwardQueries.Question(days(), account, contract, entitlement);
  }

  /** What the name of a file says of it. */
  List<String> qualifiers() {
    var qualifiers = new ArrayList<String>();
    qualifiers.add(period);
    for (String filter : new @Nullable String[] {account, contract, entitlement}) {
      if (filter != null) {
        qualifiers.add(filter);
      }
    }
    return qualifiers;
  }

  /** What stands in front of the lines. */
  Map<String, Object> parameters() {
    var parameters = new LinkedHashMap<String, Object>();
    parameters.put("period", days());
    if (account != null) {
      parameters.put("account", account);
    }
    if (contract != null) {
      parameters.put("contract", contract);
    }
    if (entitlement != null) {
      parameters.put("entitlement", entitlement);
    }
    return parameters;
  }
}

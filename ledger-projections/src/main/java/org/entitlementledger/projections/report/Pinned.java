package org.entitlementledger.projections.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.catalogue.Terms;
import org.entitlementledger.core.contract.ContractEvent.ContractPurchased;
import org.entitlementledger.core.contract.ContractEvent.ContractRenewed;
import org.entitlementledger.core.contract.ContractEvent.TierChanged;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.Instants;

/** The terms that an event pins, and from when on. */
record Pinned(String contractId, Terms terms, String from) {

  private static Pinned of(AccountEvent event) {
    return switch (event) {
      case ContractPurchased bought ->
          new Pinned(bought.contractId(), bought.terms(), bought.startsOn().toString());
      case ContractRenewed renewed ->
          new Pinned(renewed.contractId(), renewed.terms(), renewed.startsOn().toString());
      case TierChanged changed ->
          new Pinned(changed.contractId(), changed.terms(), changed.effectiveAt().toString());
      default -> throw new IllegalStateException("pins no terms: " + event.getClass());
    };
  }

  /** Reads what is pinned from a row of the log. */
  static CatalogueLine line(ResultSet row, int number) throws SQLException {
    Pinned pinned =
        of(LedgerJson.read(row.getString("type"), row.getInt("revision"), row.getBytes("payload")));
    return new CatalogueLine(
        row.getLong("position"),
        row.getString("account_id"),
        pinned.contractId,
        row.getString("type"),
        pinned.terms.catalogue(),
        pinned.terms.version(),
        pinned.terms.tier(),
        pinned.from,
        Instants.of(row, "recorded_at"));
  }
}

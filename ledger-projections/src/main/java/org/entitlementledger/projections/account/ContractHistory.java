package org.entitlementledger.projections.account;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.projections.account.AccountJson.Told;

/** The contracts of one account as they came to be known. */
public final class ContractHistory {
  private final ZoneId zone;
  private final List<Told> told;
  private final AccountJson json;
  private final long position;

  ContractHistory(ZoneId zone, List<Told> told, AccountJson json, long position) {
    this.zone = zone;
    this.told = told;
    this.json = json;
    this.position = position;
  }

  public ZoneId zone() {
    return zone;
  }

  /** Where the view stood. */
  public long position() {
    return position;
  }

  /** The contracts after the event at {@code position}, of what was recorded by {@code time}. */
  public Contracts known(long position, Instant time) {
    var known =
        AccountJson.only(
            told, one -> one.position() <= position && !one.recordedAt().isAfter(time));
    return json.contracts(known, zone);
  }
}

package org.entitlementledger.projections.account;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.contract.ContractEvent;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.projections.Cursor;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.account.AccountJson.Told;
import org.jspecify.annotations.Nullable;

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

  /**
   * All that were not withdrawn, in the order in which they were recorded.
   *
   * @param after the cursor of the page before; null for the first
   * @param limit 1–1000
   */
  public Page<Contract> page(@Nullable String after, int limit) {
    Cursor from = Cursor.parse(after, 1);
    var ids = new LinkedHashSet<String>();
    told.forEach(one -> ids.addAll(json.event(one).itemIds()));
    var byId = json.contracts(told, zone).byId();
    ids.retainAll(byId.keySet());
    long before = from == null ? 0 : Math.max(0, from.at(0));
    List<Contract> read =
        ids.stream()
            .skip(before)
            .limit(limit + 1L)
            .map(id -> Objects.requireNonNull(byId.get(id)))
            .toList();
    return Page.of(read, limit, position, last -> Cursor.of(before + limit));
  }

  /** The contracts after the event at {@code position}, of what was recorded by {@code time}. */
  public Contracts known(long position, Instant time) {
    return json.contracts(toldBy(position, time), zone);
  }

  /** The events that decide what those contracts give. */
  public ContractCauses causes(long position, Instant time) {
    var causes = new ContractCauses();
    for (Told one : toldBy(position, time)) {
      causes.add((ContractEvent) json.event(one), one.position());
    }
    return causes;
  }

  private List<Told> toldBy(long position, Instant time) {
    return AccountJson.only(
        told, one -> one.position() <= position && !one.recordedAt().isAfter(time));
  }
}

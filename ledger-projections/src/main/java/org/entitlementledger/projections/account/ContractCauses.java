package org.entitlementledger.projections.account;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.entitlementledger.core.contract.ContractEvent;
import org.entitlementledger.core.contract.ContractEvent.ContractPurchased;
import org.entitlementledger.core.contract.ContractEvent.ContractRenewed;
import org.entitlementledger.core.contract.ContractEvent.TierChangeWithdrawn;
import org.entitlementledger.core.contract.ContractEvent.TierChanged;
import org.jspecify.annotations.Nullable;

/**
 * The positions of the events that decide what a contract gives: its renewal and its tier changes,
 * as far as they were not withdrawn or replaced.
 */
public final class ContractCauses {
  private final Map<String, Long> renewals = new HashMap<>();
  private final Map<String, NavigableMap<Instant, Long>> changes = new HashMap<>();

  void add(ContractEvent event, long position) {
    switch (event) {
      case ContractPurchased bought -> begin(bought.contractId());
      case ContractRenewed renewed -> {
        begin(renewed.contractId());
        renewals.put(renewed.contractId(), position);
      }
      case TierChanged changed -> {
        withdraw(changed.contractId(), changed.effectiveAt());
        changes(changed.contractId()).put(changed.effectiveAt(), position);
      }
      case TierChangeWithdrawn withdrawn ->
          withdraw(withdrawn.contractId(), withdrawn.effectiveAt());
      default -> {
        // changes nothing of what the contract gives
      }
    }
  }

  /** The id of a contract that was withdrawn is free again. */
  private void begin(String contractId) {
    renewals.remove(contractId);
    changes.remove(contractId);
  }

  private void withdraw(String contractId, Instant from) {
    changes(contractId).tailMap(from, true).clear();
  }

  private NavigableMap<Instant, Long> changes(String contractId) {
    return changes.computeIfAbsent(contractId, id -> new TreeMap<>());
  }

  /**
   * The event that decides what a contract gives at {@code time}: the latest tier change, else the
   * renewal that made the contract; null where it was bought and never changed.
   */
  public @Nullable Long givenBy(String contractId, Instant time) {
    Map.Entry<Instant, Long> change = changes(contractId).floorEntry(time);
    return change == null ? renewals.get(contractId) : change.getValue();
  }

  /** The tier change at exactly {@code time}; null where there is none. */
  public @Nullable Long changedAt(String contractId, Instant time) {
    return changes(contractId).get(time);
  }
}

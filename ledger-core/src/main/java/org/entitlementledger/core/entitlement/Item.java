package org.entitlementledger.core.entitlement;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.quota.Movement;

/**
 * An item that commands create and change and queries return, such as an accelerator or a voucher.
 * Its components are the fields of the answer (API.md, "Conventions").
 */
public interface Item {
  /** Unique in its account and collection. */
  String id();

  /**
   * Its state at {@code now} as answers write it (DOMAIN.md, "Life cycles"). Some states follow
   * from the account's contracts and the time alone.
   */
  String status(Instant now, Contracts contracts);

  /** Its draws that were not returned. */
  default List<Movement> standingDraws() {
    return List.of();
  }

  /**
   * A copy as readers see it at {@code now}, with the fields that follow from the contracts and the
   * time.
   */
  default Item seen(Instant now, Contracts contracts) {
    return this;
  }
}

package org.entitlementledger.core.entitlement;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.quota.Movement;

/**
 * Something that commands make and change and that can be read back: an accelerator, a voucher, a
 * call. Its components are the fields of the answer (API.md, "Conventions").
 */
public interface Item {
  /** Unique in its account and collection. */
  String id();

  /**
   * The word of its life cycle at {@code now} (DOMAIN.md, "Life cycles"); some of it follows from
   * the account's contracts and the time alone.
   */
  String status(Instant now, Contracts contracts);

  /** The draws that it still stands for: none where what it drew was given back. */
  default List<Movement> standingDraws() {
    return List.of();
  }

  /**
   * The same as a reader should see it at {@code now}, with what follows from the contracts and the
   * time alone.
   */
  default Item seen(Instant now, Contracts contracts) {
    return this;
  }
}

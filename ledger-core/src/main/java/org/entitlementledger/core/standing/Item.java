package org.entitlementledger.core.standing;

import java.time.Instant;

/**
 * Something that commands make and change and that can be read back: an accelerator, a voucher, a
 * call. Its components are the fields of the answer (API.md, "Conventions").
 */
public interface Item {
  /** Unique in its account and collection. */
  String id();

  /** The word of its life cycle at {@code now} (DOMAIN.md, "Life cycles"). */
  String status(Instant now);
}

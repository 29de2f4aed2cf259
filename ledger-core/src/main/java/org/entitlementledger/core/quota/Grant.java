package org.entitlementledger.core.quota;

import java.time.Instant;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;

/**
 * A source that an event records: a top-up or an upward adjustment.
 *
 * @param ends its own or its contract's end, or its revocation if that is earlier
 * @param revokedAt null unless it was revoked
 * @param recorded its number among the account's grants, in the order of recording
 */
public record Grant(
    Source source,
    Quantity quantity,
    Lot lot,
    Instant ends,
    @Nullable Instant revokedAt,
    long recorded) {

  boolean aliveAt(Instant time) {
    return !time.isBefore(lot.starts()) && time.isBefore(ends);
  }

  /** Whether it began at or before {@code time}, and before the window's end. */
  boolean begunIn(Window window, Instant time) {
    return !lot.starts().isAfter(time) && lot.starts().isBefore(window.end());
  }

  /** Whether it ends after the window's start and after its own. */
  boolean livedInto(Window window) {
    return ends.isAfter(window.start()) && ends.isAfter(lot.starts());
  }

  Grant revoked(Instant time) {
    Instant end = time.isBefore(ends) ? time : ends;
    return new Grant(source, quantity, lot, end, time, recorded);
  }

  Grant endingWith(ContractEnds contracts) {
    Instant end = contracts.endOf(lot.starts(), lot.ends(), lot.untilContractEnd());
    Instant first = revokedAt != null && revokedAt.isBefore(end) ? revokedAt : end;
    return first.equals(ends) ? this : new Grant(source, quantity, lot, first, revokedAt, recorded);
  }
}

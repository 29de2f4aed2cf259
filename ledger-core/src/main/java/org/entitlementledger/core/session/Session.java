package org.entitlementledger.core.session;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.quota.Movement;
import org.jspecify.annotations.Nullable;

/** A progress call, an ROI review or a workshop. */
public interface Session extends Item {
  /** When it was held or missed; the scheduled time until then. */
  Instant occurredAt();

  /** The scheduled time; null if it was never scheduled. */
  @Nullable Instant scheduledAt();

  /**
   * When it was planned or scheduled; null if it was neither. It cannot be held or cancelled
   * before.
   */
  @Nullable Instant arrangedAt();

  @Nullable Integer durationMinutes();

  List<String> attendeeIds();

  @Nullable String summary();

  SessionState state();

  /** Its draws, which a void returns. */
  List<Movement> draws();

  @Override
  default String status(Instant now, Contracts contracts) {
    return state().key();
  }

  @Override
  default List<Movement> standingDraws() {
    return state() == SessionState.VOIDED ? List.of() : draws();
  }

  /** Its details other than times. */
  default SessionDetails details() {
    return new SessionDetails(durationMinutes(), attendeeIds(), summary());
  }
}

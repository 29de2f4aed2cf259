package org.entitlementledger.core.session;

import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.Item;
import org.entitlementledger.core.quota.Movement;
import org.jspecify.annotations.Nullable;

/** A progress call, a review or a workshop: where it is and what it drew. */
public interface Session extends Item {
  /** When it was held or missed; when it is to be held as long as it is only scheduled. */
  Instant occurredAt();

  /** When it was to be held; absent for one that was never scheduled. */
  @Nullable Instant scheduledAt();

  /**
   * When its plan, or its schedule, took effect; absent for one that was held without. Nothing
   * becomes of it before that time.
   */
  @Nullable Instant arrangedAt();

  @Nullable Integer durationMinutes();

  List<String> attendeeIds();

  @Nullable String summary();

  SessionState state();

  /** What it drew, for its void. */
  List<Movement> draws();

  @Override
  default String status(Instant now, Contracts contracts) {
    return state().key();
  }

  @Override
  default List<Movement> standingDraws() {
    return state() == SessionState.VOIDED ? List.of() : draws();
  }

  /** What is known of it beside its times. */
  default SessionDetails details() {
    return new SessionDetails(durationMinutes(), attendeeIds(), summary());
  }
}

package org.entitlementledger.core.profile;

import java.time.Instant;
import org.entitlementledger.core.AccountEvent;

/** What may have happened to the account itself. */
public sealed interface ProfileEvent extends AccountEvent {

  /** The account exists from now on, in this zone. */
  record AccountOpened(Instant occurredAt, String accountId, String name, String timeZone)
      implements ProfileEvent {}

  /** The account has another name. */
  record AccountRenamed(Instant occurredAt, String name) implements ProfileEvent {}
}

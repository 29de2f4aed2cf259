package org.entitlementledger.core.profile;

import java.time.Instant;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.kernel.StoredName;

/** What may have happened to the account itself. */
public sealed interface ProfileEvent extends AccountEvent {

  /** The account exists from now on, in this zone. */
  @StoredName("account-opened")
  record AccountOpened(Instant occurredAt, String accountId, String name, String timeZone)
      implements ProfileEvent {}

  /** The account has another name. */
  @StoredName("account-renamed")
  record AccountRenamed(Instant occurredAt, String name) implements ProfileEvent {}
}

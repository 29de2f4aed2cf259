package org.entitlementledger.core.notice;

import java.time.Instant;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.kernel.StoredName;
import org.entitlementledger.core.kernel.Window;

/** What an account is told about itself. */
public sealed interface NoticeEvent extends AccountEvent {

  /**
   * So much of what a window has is consumed.
   *
   * @param percent the threshold of the catalogue that was reached
   */
  @StoredName("threshold-reached")
  record ThresholdReached(Instant occurredAt, String entitlement, Window window, int percent)
      implements NoticeEvent {}
}

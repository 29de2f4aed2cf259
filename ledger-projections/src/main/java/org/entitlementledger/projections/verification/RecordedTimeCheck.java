package org.entitlementledger.projections.verification;

import java.time.Instant;
import org.entitlementledger.projections.log.StoredEvent;
import org.jspecify.annotations.Nullable;

/** Checks that recorded times never go back along positions; only intact rows are compared. */
final class RecordedTimeCheck {
  private final Findings findings;
  private @Nullable Instant recordedAt;

  RecordedTimeCheck(Findings findings) {
    this.findings = findings;
  }

  void take(StoredEvent row) {
    if (recordedAt != null && row.recordedAt().isBefore(recordedAt)) {
      findings.log(row.position(), "recorded before the event that it follows");
    } else {
      recordedAt = row.recordedAt();
    }
  }
}

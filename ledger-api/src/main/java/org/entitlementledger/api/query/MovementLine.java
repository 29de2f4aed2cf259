package org.entitlementledger.api.query;

import java.time.Instant;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.core.statement.JournalEntry;
import org.entitlementledger.core.statement.StatementLine;
import org.jspecify.annotations.Nullable;

/**
 * A ledger line as answers show it. What follows from time alone has no position, type and recorded
 * time.
 *
 * @param available what its window had left after it; absent without a limit
 */
record MovementLine(
    @Nullable Long position,
    @Nullable String type,
    Instant occurredAt,
    @Nullable Instant recordedAt,
    String movement,
    Quantity quantity,
    Source source,
    Window window,
    @Nullable Quantity available) {

  static MovementLine of(StatementLine line) {
    JournalEntry entry = line.entry();
    var recorded = entry.recorded();
    return new MovementLine(
        recorded == null ? null : recorded.position(),
        recorded == null ? null : recorded.type(),
        entry.occurredAt(),
        recorded == null ? null : recorded.recordedAt(),
        entry.movement(),
        entry.quantity(),
        entry.source(),
        entry.window(),
        line.available());
  }
}

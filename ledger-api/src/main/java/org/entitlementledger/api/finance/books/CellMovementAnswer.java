package org.entitlementledger.api.finance.books;

import java.math.BigDecimal;
import java.time.Instant;
import org.entitlementledger.api.finance.report.Amount;
import org.entitlementledger.core.finance.Line;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.core.statement.JournalEntry;
import org.entitlementledger.projections.finance.CellMovement;
import org.entitlementledger.projections.movement.MovementQueries.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * A movement that a figure of a roll-forward contains.
 *
 * @param contractId absent where none was in force when the grant started
 * @param position of its event; absent where it follows from time alone, as are its recorded time,
 *     actor and reason
 * @param type the event's logical name, or what time did: {@code granted}, {@code lapsed}, …
 * @param quantity what it adds to the figure, signed
 * @param amount the same in money; absent without a unit value
 */
record CellMovementAnswer(
    String accountId,
    @Nullable String contractId,
    String entitlement,
    @Nullable Long position,
    String type,
    Instant occurredAt,
    @Nullable Instant recordedAt,
    @Nullable String actor,
    @Nullable String reason,
    Quantity quantity,
    Source source,
    Window window,
    @Nullable Amount amount) {

  static CellMovementAnswer of(CellMovement movement) {
    JournalEntry entry = movement.booking().entry();
    Line line = movement.booking().line();
    var recorded = entry.recorded();
    Recorder recorder = movement.recorder();
    Money value = line.unitValue();
    BigDecimal amount = line.amount(movement.quantity());
    return new CellMovementAnswer(
        movement.accountId(),
        line.contractId(),
        line.entitlement(),
        recorded == null ? null : recorded.position(),
        recorded == null ? entry.movement() : recorded.type(),
        entry.occurredAt(),
        recorded == null ? null : recorded.recordedAt(),
        recorder == null ? null : recorder.actor(),
        recorder == null ? null : recorder.reason(),
        movement.quantity(),
        entry.source(),
        entry.window(),
        value == null || amount == null ? null : Amount.of(amount, value.currency()));
  }
}

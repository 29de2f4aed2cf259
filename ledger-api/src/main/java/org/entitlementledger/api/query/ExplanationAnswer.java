package org.entitlementledger.api.query;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.entitlementledger.api.web.request.QueryCursor;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Balance;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.core.statement.Changes;
import org.entitlementledger.core.statement.ExplanationLine;
import org.entitlementledger.projections.movement.CauseQueries.Cause;
import org.entitlementledger.projections.movement.ExplanationQueries.CausedLine;
import org.entitlementledger.projections.movement.ExplanationQueries.Explained;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a balance, and a piece of the lines that add up to them.
 *
 * @param position the last event that was looked at
 * @param next absent on the last piece
 */
record ExplanationAnswer(
    String accountId,
    Instant asOf,
    Instant recordedAsOf,
    long position,
    Balance balance,
    List<ExplainedMovement> items,
    @Nullable String next) {

  /**
   * A line, with the event that it follows from; what follows from time alone, or from the purchase
   * of the contract, has none.
   *
   * @param occurredAt when it took effect
   * @param changes what it does to the figures: of all lines together, the figures themselves
   * @param approval both persons, where another one had to approve it
   */
  record ExplainedMovement(
      @Nullable Long position,
      @Nullable UUID eventId,
      @Nullable String type,
      Instant occurredAt,
      @Nullable Instant recordedAt,
      String movement,
      Quantity quantity,
      Source source,
      Window window,
      FigureChanges changes,
      @Nullable String actor,
      @Nullable String reason,
      @Nullable ApprovalPair approval) {}

  /** What a line does to each figure, signed; absent where nothing. */
  record FigureChanges(
      @Nullable Quantity granted,
      @Nullable Quantity adjusted,
      @Nullable Quantity consumed,
      @Nullable Quantity held,
      @Nullable Quantity lapsed,
      @Nullable Quantity overage,
      @Nullable Quantity available) {
    static FigureChanges of(Changes changes) {
      return new FigureChanges(
          some(changes.granted()),
          some(changes.adjusted()),
          some(changes.consumed()),
          some(changes.held()),
          some(changes.lapsed()),
          some(changes.overage()),
          some(changes.available()));
    }

    private static @Nullable Quantity some(Quantity quantity) {
      return quantity.isZero() ? null : quantity;
    }
  }

  /** Who asked for something, and who approved it. */
  record ApprovalPair(String requestedBy, String approvedBy) {}

  static ExplanationAnswer of(String accountId, Explained explained) {
    return new ExplanationAnswer(
        accountId,
        explained.point().asOf(),
        explained.point().recordedAsOf(),
        explained.position(),
        explained.balance().abridged(),
        explained.lines().items().stream().map(ExplanationAnswer::line).toList(),
        QueryCursor.bound(explained.lines().next()));
  }

  private static ExplainedMovement line(CausedLine caused) {
    ExplanationLine line = caused.line();
    Cause cause = caused.cause();
    return new ExplainedMovement(
        caused.position(),
        cause == null ? null : cause.eventId(),
        caused.type(),
        line.occurredAt(),
        caused.recordedAt(),
        line.movement(),
        line.quantity(),
        line.source(),
        line.window(),
        FigureChanges.of(line.changes()),
        cause == null ? null : cause.actor(),
        cause == null ? null : cause.reason(),
        approval(cause));
  }

  private static @Nullable ApprovalPair approval(@Nullable Cause cause) {
    return cause == null || cause.requestedBy() == null || cause.approvedBy() == null
        ? null
        : new ApprovalPair(cause.requestedBy(), cause.approvedBy());
  }
}

package org.entitlementledger.api.entitlement;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.entitlementledger.api.http.QueryCursor;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Balance;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.core.standing.Changes;
import org.entitlementledger.core.standing.ExplanationLine;
import org.entitlementledger.projections.movement.ExplanationQueries.Explained;
import org.entitlementledger.projections.movement.ExplanationQueries.Told;
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
   * A line. What follows from time alone has no event.
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
        explained.axes().asOf(),
        explained.axes().recordedAsOf(),
        explained.lines().position(),
        explained.balance().abridged(),
        explained.lines().items().stream().map(line -> line(line, explained)).toList(),
        QueryCursor.bound(explained.lines().next()));
  }

  private static ExplainedMovement line(ExplanationLine line, Explained explained) {
    var recorded = line.recorded();
    Told told = recorded == null ? null : explained.told().get(recorded.position());
    return new ExplainedMovement(
        recorded == null ? null : recorded.position(),
        told == null ? null : told.eventId(),
        recorded == null ? null : recorded.type(),
        line.occurredAt(),
        recorded == null ? null : recorded.recordedAt(),
        line.movement(),
        line.quantity(),
        line.source(),
        line.window(),
        FigureChanges.of(line.changes()),
        told == null ? null : told.actor(),
        told == null ? null : told.reason(),
        approval(told));
  }

  private static @Nullable ApprovalPair approval(@Nullable Told told) {
    return told == null || told.requestedBy() == null || told.approvedBy() == null
        ? null
        : new ApprovalPair(told.requestedBy(), told.approvedBy());
  }
}

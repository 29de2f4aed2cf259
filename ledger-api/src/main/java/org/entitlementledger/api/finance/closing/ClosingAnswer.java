package org.entitlementledger.api.finance.closing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.books.Closing;
import org.entitlementledger.core.books.Closing.Reopening;
import org.entitlementledger.core.books.ClosingTotal;
import org.jspecify.annotations.Nullable;

/**
 * A closing of the books, or the preview of one.
 *
 * @param closingId absent in a preview
 * @param through the last day, in each account's zone
 * @param closedBefore the last day of the books that were closed before it; absent for the first
 * @param status {@code running}, {@code closed} or {@code reopened}; absent in a preview
 * @param actor who asked for it; absent in a preview
 * @param position of the closing's event; absent until it is closed
 * @param closedAt when it was closed; absent until then
 * @param totals of the roll-forward of its days, by entitlement and currency; absent while it is
 *     running
 * @param checkpoint the signed head of exactly {@code position} leaves; absent until that is sealed
 * @param reopening who asked to open it again, and who approved; absent where nobody asked
 * @param checklist what stands in the way, and what should be looked at; only in a preview
 */
record ClosingAnswer(
    @Nullable String closingId,
    LocalDate through,
    @Nullable LocalDate closedBefore,
    @Nullable String status,
    @Nullable String actor,
    @Nullable Long position,
    @Nullable Instant closedAt,
    @Nullable List<ClosingTotal> totals,
    @Nullable String checkpoint,
    @Nullable Reopening reopening,
    @Nullable List<ChecklistItem> checklist) {

  static ClosingAnswer of(RunningClosing running) {
    return new ClosingAnswer(
        running.closingId(),
        running.through(),
        running.closedBefore(),
        Closing.State.RUNNING.key(),
        running.actor(),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static ClosingAnswer of(Closing closing, @Nullable String checkpoint) {
    return new ClosingAnswer(
        closing.closingId(),
        closing.through(),
        closing.after(),
        closing.state().key(),
        closing.closedBy(),
        closing.position(),
        closing.closedAt(),
        closing.totals(),
        checkpoint,
        closing.reopening(),
        null);
  }

  static ClosingAnswer preview(
      LocalDate through,
      @Nullable LocalDate closedBefore,
      List<ClosingTotal> totals,
      List<ChecklistItem> checklist) {
    return new ClosingAnswer(
        null, through, closedBefore, null, null, null, null, totals, null, null, checklist);
  }
}

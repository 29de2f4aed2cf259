package org.entitlementledger.core.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.entitlementledger.core.books.BooksEvent.BooksClosed;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Closings and their reopening by two persons (FINANCE.md, "Closing"). */
class BooksTest {
  private static final LocalDate MAY_31 = LocalDate.parse("2025-05-31");
  private static final LocalDate JUNE_30 = LocalDate.parse("2025-06-30");
  private static final Instant NOW = Instant.parse("2025-07-03T12:00:00Z");

  private static BooksClosed closed(String id, LocalDate through, @Nullable LocalDate after) {
    return new BooksClosed(NOW, id, through, after, 1, List.of());
  }

  private static Books mayAndJune() {
    return Books.OPEN
        .apply(closed("may", MAY_31, null), 7, "fay")
        .apply(closed("june", JUNE_30, MAY_31), 9, "fay");
  }

  private static Refusal refused(Problem problem, ThrowingCallable what) {
    Refusal refusal = catchThrowableOfType(Refusal.class, what);
    assertThat(refusal.problem()).isEqualTo(problem);
    return refusal;
  }

  @Test
  void aDayIsClosedOnceItIsOverEverywhere() {
    Books.refuseClosing(JUNE_30, MAY_31, Instant.parse("2025-07-01T12:00:00Z"));
    Instant before = Instant.parse("2025-07-01T11:59:59.999999Z");
    Refusal refusal =
        refused(Problem.FUTURE_DATED, () -> Books.refuseClosing(JUNE_30, MAY_31, before));
    assertThat(refusal.facts())
        .containsEntry("earliest", Instant.parse("2025-07-01T12:00:00Z"))
        .containsEntry("now", before);
  }

  @Test
  void closedBooksAreNotClosedAgain() {
    for (LocalDate through : List.of(JUNE_30, MAY_31)) {
      Refusal refusal =
          refused(Problem.BOOKS_CLOSED, () -> Books.refuseClosing(through, JUNE_30, NOW));
      assertThat(refusal.facts()).containsEntry("closedThrough", JUNE_30);
    }
    Books.refuseClosing(JUNE_30.plusDays(1), JUNE_30, NOW);
  }

  @Test
  void twoPersonsOpenTheNewestAgain() {
    Books books = mayAndJune();
    var asked = books.requestReopening("june", null, "fay", "late invoice", NOW);
    Books waiting = books.apply(asked, 10, "fay");
    assertThat(waiting.newest()).isNotNull().extracting(Closing::closingId).isEqualTo("june");
    Refusal self =
        refused(Problem.SELF_APPROVAL, () -> waiting.approveReopening("june", null, "fay", NOW));
    assertThat(self.facts()).containsEntry("requestedBy", "fay");
    refused(
        Problem.INVALID_TRANSITION,
        () -> waiting.requestReopening("june", null, "ada", "again", NOW));
    var reopened = waiting.approveReopening("june", null, "ada", NOW);
    assertThat(reopened.closedThrough()).isEqualTo(MAY_31);
    Books after = waiting.apply(reopened, 11, "ada");
    assertThat(after.require("june").state()).isEqualTo(Closing.State.REOPENED);
    assertThat(after.newest()).isNotNull().extracting(Closing::closingId).isEqualTo("may");
    refused(Problem.INVALID_TRANSITION, () -> after.approveReopening("june", null, "ada", NOW));
    refused(
        Problem.INVALID_TRANSITION,
        () -> after.requestReopening("june", null, "ada", "again", NOW));
    after.requestReopening("may", null, "ada", "this one too", NOW);
  }

  @Test
  void onlyTheNewestIsOpenedAgain() {
    Books books = mayAndJune();
    Refusal older =
        refused(
            Problem.INVALID_TRANSITION,
            () -> books.requestReopening("may", null, "fay", "late", NOW));
    assertThat(older.facts()).containsEntry("newest", "june");
    Refusal running =
        refused(
            Problem.INVALID_TRANSITION,
            () -> books.requestReopening("june", "july", "fay", "late", NOW));
    assertThat(running.facts()).containsEntry("newest", "july");
    refused(Problem.INVALID_TRANSITION, () -> books.approveReopening("june", null, "ada", NOW));
    refused(Problem.NOT_FOUND, () -> books.requestReopening("april", null, "fay", "late", NOW));
  }
}

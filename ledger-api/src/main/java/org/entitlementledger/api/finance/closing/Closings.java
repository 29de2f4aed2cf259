package org.entitlementledger.api.finance.closing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.entitlementledger.api.command.ResponseMapper;
import org.entitlementledger.api.finance.report.SealedPosition;
import org.entitlementledger.api.ledger.LedgerRequest;
import org.entitlementledger.api.ledger.LedgerTurn;
import org.entitlementledger.api.ledger.Writer;
import org.entitlementledger.api.ledger.tables.StoredResponse;
import org.entitlementledger.api.web.answer.Representation;
import org.entitlementledger.core.books.Books;
import org.entitlementledger.core.books.BooksEvent;
import org.entitlementledger.core.books.Closing;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.kernel.Problem;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.projections.Cursor;
import org.entitlementledger.projections.Page;
import org.entitlementledger.projections.finance.LedgerBooks;
import org.entitlementledger.projections.log.Head;
import org.entitlementledger.projections.log.HeadTable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Closes the books, and opens them again: each decision in a turn of the writer, so that commands
 * and closings have one order on all nodes.
 */
@Component
final class Closings {
  private final Writer writer;
  private final JdbcTemplate jdbc;
  private final HeadTable head;
  private final ClosingTotals totals;
  private final Checklist checklist;
  private final SealedPosition sealed;

  Closings(
      Writer writer,
      JdbcTemplate jdbc,
      ClosingTotals totals,
      Checklist checklist,
      SealedPosition sealed) {
    this.writer = writer;
    this.jdbc = jdbc;
    this.head = new HeadTable(jdbc);
    this.totals = totals;
    this.checklist = checklist;
    this.sealed = sealed;
  }

  /**
   * Shows what a closing would say, and what stands in its way.
   *
   * @throws Refusal {@code future-dated}, {@code books-closed}
   */
  ClosingAnswer preview(LocalDate through) {
    Head present = head.read();
    Books.refuseClosing(through, present.closedThrough(), present.now());
    return ClosingAnswer.preview(
        through,
        present.closedThrough(),
        totals.of(present.closedThrough(), through, present.size(), () -> {}),
        checklist(through, present));
  }

  private List<ChecklistItem> checklist(LocalDate through, Head present) {
    Closing last = LedgerBooks.read(jdbc).newest();
    return checklist.of(through, last == null ? null : last.closedAt(), present.now());
  }

  /** Begins a closing: from then on commands into its days are refused. */
  CompletableFuture<StoredResponse> begin(LocalDate through, Origin origin) {
    String id = UUID.randomUUID().toString();
    List<ChecklistItem> looked = checklist(through, head.read());
    return writer.decide(
        origin.request(
            "close-books", null, (turn, request) -> begin(id, through, looked, turn, request)));
  }

  private static StoredResponse begin(
      String id,
      LocalDate through,
      List<ChecklistItem> looked,
      LedgerTurn turn,
      LedgerRequest request) {
    var table = new ClosingTable(turn.jdbc());
    RunningClosing running = table.running();
    if (running == null || !running.closingId().equals(id)) {
      Books.refuseClosing(through, turn.closedThrough(), turn.now());
      refuseBlocked(looked);
      running =
          new RunningClosing(
              id, through, turn.closedThrough(), turn.now(), request.actor(), request.belongsTo());
      table.begin(running);
      turn.close(through);
    }
    return response(HttpStatus.ACCEPTED, ClosingAnswer.of(running), null);
  }

  private static void refuseBlocked(List<ChecklistItem> looked) {
    if (looked.stream().anyMatch(ChecklistItem::blocks)) {
      throw Refusal.of(Problem.CLOSING_BLOCKED, "something must be settled before the closing")
          .with("checklist", looked.stream().map(ChecklistItem::facts).toList());
    }
  }

  /** Somebody asks to open a closing again. */
  CompletableFuture<StoredResponse> requestReopening(String id, String reason, Origin origin) {
    return writer.decide(
        origin.request(
            "request-reopening",
            reason,
            (turn, request) -> {
              Books books = LedgerBooks.read(turn.jdbc());
              var event =
                  books.requestReopening(id, running(turn), request.actor(), reason, turn.now());
              return appended(HttpStatus.ACCEPTED, books, event, turn, request);
            }));
  }

  /** Another person opens it again. */
  CompletableFuture<StoredResponse> approveReopening(String id, Origin origin) {
    return writer.decide(
        origin.request(
            "approve-reopening",
            null,
            (turn, request) -> {
              Books books = LedgerBooks.read(turn.jdbc());
              var event = books.approveReopening(id, running(turn), request.actor(), turn.now());
              StoredResponse response = appended(HttpStatus.OK, books, event, turn, request);
              turn.close(event.closedThrough());
              return response;
            }));
  }

  private static @Nullable String running(LedgerTurn turn) {
    RunningClosing running = new ClosingTable(turn.jdbc()).running();
    return running == null ? null : running.closingId();
  }

  private static StoredResponse appended(
      HttpStatus status, Books books, BooksEvent event, LedgerTurn turn, LedgerRequest request) {
    long position = turn.append(event, request);
    Closing closing = books.apply(event, position, request.actor()).require(event.closingId());
    return response(status, ClosingAnswer.of(closing, null), position);
  }

  private static StoredResponse response(
      HttpStatus status, ClosingAnswer answer, @Nullable Long position) {
    var headers = new LinkedHashMap<String, String>();
    headers.put(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
    if (status == HttpStatus.ACCEPTED && position == null) {
      headers.put(
          HttpHeaders.LOCATION,
          Representation.path("finance", "closings", String.valueOf(answer.closingId())));
    }
    if (position != null) {
      headers.put(ResponseMapper.POSITION, position.toString());
    }
    return new StoredResponse(
        status.value(), headers, LedgerJson.mapper().writeValueAsString(answer), false);
  }

  /**
   * One, running or done.
   *
   * @throws Refusal {@code not-found}
   */
  ClosingAnswer get(String closingId) {
    RunningClosing running = new ClosingTable(jdbc).running();
    if (running != null && running.closingId().equals(closingId)) {
      return ClosingAnswer.of(running);
    }
    Closing closing = LedgerBooks.read(jdbc).require(closingId);
    return ClosingAnswer.of(closing, sealed.await(closing.position()));
  }

  /** One that is done; {@code not-found} otherwise. */
  Closing done(String closingId) {
    return LedgerBooks.read(jdbc).require(closingId);
  }

  /** All of them, the oldest first; the one that is running is the last. */
  Page<ClosingAnswer> list(@Nullable String after, int limit) {
    Cursor from = Cursor.parse(after, 1);
    RunningClosing running = new ClosingTable(jdbc).running();
    var found = new ArrayList<ClosingAnswer>();
    for (Closing closing : LedgerBooks.read(jdbc).closings()) {
      if (found.size() <= limit && (from == null || closing.position() > from.at(0))) {
        found.add(ClosingAnswer.of(closing, sealed.at(closing.position())));
      }
    }
    if (running != null) {
      found.add(ClosingAnswer.of(running));
    }
    List<ClosingAnswer> some = found.subList(0, Math.min(found.size(), limit + 1));
    return Page.of(some, limit, 0, last -> Cursor.of(position(last)));
  }

  /** The one that is running is never followed by another. */
  private static long position(ClosingAnswer last) {
    return last.position() == null ? Long.MAX_VALUE : last.position();
  }
}

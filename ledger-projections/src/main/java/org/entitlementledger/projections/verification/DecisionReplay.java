package org.entitlementledger.projections.verification;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.entitlementledger.core.Replay;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.json.UnreadableEvent;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.log.Metadata;
import org.entitlementledger.projections.log.StoredEvent;
import org.entitlementledger.projections.log.StoredEvents;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import tools.jackson.core.JacksonException;

/**
 * The events of one account after the other, along the index of the log, so that one account is in
 * memory at a time: sequences are dense and rise with the positions, every event can be read, and
 * what they decided is folded once more. An account is judged up to its first bad event.
 */
final class DecisionReplay {
  // worded so that both databases follow the index, and never read and sort all that is left
  static final String OF_ACCOUNT =
      "select "
          + StoredEvents.COLUMNS
          + " from log l where l.account_id = ? and l.sequence > ? and l.position <= ?"
          + " order by l.account_id, l.sequence limit ?";
  static final String OF_NEXT =
      "select "
          + StoredEvents.COLUMNS
          + " from log l where l.account_id > ? and l.position + 0 <= ?"
          + " order by l.account_id, l.sequence limit ?";

  private final JdbcOperations jdbc;
  private final Findings findings;
  private final Report report;
  private final Progress progress;
  private final Consumer<? super LoggedEvent> also;
  private final StoredEvents.Pages pages = new StoredEvents.Pages();
  private @Nullable Course course;
  private long accounts;

  /**
   * @param also takes every event that can be read and is not bad
   */
  DecisionReplay(
      JdbcOperations jdbc,
      Findings findings,
      Report report,
      Progress progress,
      Consumer<? super LoggedEvent> also) {
    this.jdbc = jdbc;
    this.findings = findings;
    this.report = report;
    this.progress = progress;
    this.also = also;
  }

  /** Walks over all events up to a position; gives how many accounts there are. */
  long walk(long through) {
    String account = "";
    long sequence = -1;
    boolean within = true;
    while (true) {
      progress.pause();
      int limit = Math.min(pages.rows(), Progress.PIECE);
      List<StoredEvent> page =
          within
              ? read(OF_ACCOUNT, account, sequence, through, limit)
              : read(OF_NEXT, account, through, limit);
      page.forEach(this::take);
      progress.add(page.size());
      if (!page.isEmpty()) {
        pages.saw(page);
        account = page.getLast().accountId();
        sequence = page.getLast().sequence();
      } else if (!within) {
        end();
        return accounts;
      }
      within = page.size() == limit;
    }
  }

  private List<StoredEvent> read(String sql, Object... parameters) {
    return jdbc.query(sql, (row, number) -> StoredEvents.read(row), parameters);
  }

  private void take(StoredEvent row) {
    Course at = course;
    if (at == null || !at.accountId.equals(row.accountId())) {
      end();
      at = new Course(row.accountId());
      course = at;
      accounts += row.accountId().isEmpty() ? 0 : 1;
    }
    at.take(row);
  }

  private void end() {
    if (course != null) {
      course.settle();
    }
  }

  /** What is taken together: the events of one command. */
  private record Command(Instant recordedAt, Metadata metadata) {}

  /** One account. */
  private final class Course {
    private final String accountId;
    private final Replay replay;
    private long due;
    private long position;
    private boolean judged;
    private @Nullable Command command;
    private long settles;

    Course(String accountId) {
      this.accountId = accountId;
      replay = new Replay(accountId);
      // what is of the ledger itself is of no account
      judged = !accountId.isEmpty();
    }

    void take(StoredEvent row) {
      if (findings.events().contains(row.position())) {
        judged = false;
        return;
      }
      place(row);
      LoggedEvent event = readable(row);
      if (event == null) {
        judged = false;
        return;
      }
      also.accept(event);
      if (judged) {
        judge(event);
      }
    }

    /** A gap that bad events may have left is nobody else's fault. */
    private void place(StoredEvent row) {
      if (row.position() < position) {
        String message = "events of account " + accountId + " do not stand in their order";
        findings.log(row.position(), message);
        if (!findings.events().contains(position)) {
          findings.log(position, message);
        }
        judged = false;
      }
      if (row.sequence() != due) {
        if (row.sequence() - due > findings.events().between(position, row.position())) {
          findings.log(
              row.position(),
              "event %d of account %s where %d is due".formatted(row.sequence(), accountId, due));
        }
        judged = false;
      }
      due = row.sequence() + 1;
      position = row.position();
    }

    private void judge(LoggedEvent event) {
      var its = new Command(event.recordedAt(), event.metadata());
      if (!its.equals(command)) {
        settle();
      }
      command = its;
      settles = event.position();
      String unfit = judged ? replay.take(event.event()) : null;
      if (unfit != null) {
        report.add(event.position(), Difference.DECISION, unfit);
        // no view can be computed from it either
        findings.events().add(event.position());
        judged = false;
      }
    }

    void settle() {
      Command ended = command;
      if (judged && ended != null) {
        String unfit = replay.settle(ended.recordedAt);
        if (unfit != null) {
          report.add(settles, Difference.DECISION, unfit);
          judged = false;
        }
      }
    }
  }

  private @Nullable LoggedEvent readable(StoredEvent row) {
    try {
      return new LoggedEvent(
          row.position(),
          row.accountId(),
          row.sequence(),
          row.eventId(),
          row.type(),
          row.revision(),
          row.occurredAt(),
          row.recordedAt(),
          row.actor(),
          LedgerJson.mapper().readValue(row.metadata(), Metadata.class),
          LedgerJson.read(row.type(), row.revision(), row.payload()));
    } catch (UnreadableEvent unreadable) {
      findings.log(row.position(), String.valueOf(unreadable.getMessage()));
    } catch (JacksonException unreadable) {
      findings.log(row.position(), "the metadata cannot be read");
    }
    return null;
  }
}

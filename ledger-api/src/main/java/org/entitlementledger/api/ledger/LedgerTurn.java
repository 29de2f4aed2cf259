package org.entitlementledger.api.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.entitlementledger.core.books.BooksEvent;
import org.entitlementledger.core.json.EventNames;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.log.LoggedEvent;
import org.entitlementledger.projections.log.Metadata;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * What a {@link LedgerRequest.Decision} sees and does: the writer's transaction after the commands
 * of the same group commit.
 */
public final class LedgerTurn {
  /** The account id of events of the ledger itself. */
  public static final String NO_ACCOUNT = "";

  private static final String SEQUENCE =
      "select coalesce(max(sequence) + 1, 0) from log where account_id = ''";

  private final JdbcOperations jdbc;
  private final HeadTable head;
  private final Instant now;
  private final List<LoggedEvent> appended = new ArrayList<>();
  private @Nullable LocalDate closedThrough;
  private long size;

  /**
   * @param size the position of the last event
   */
  LedgerTurn(
      JdbcOperations jdbc,
      HeadTable head,
      Instant now,
      @Nullable LocalDate closedThrough,
      long size) {
    this.jdbc = jdbc;
    this.head = head;
    this.now = now;
    this.closedThrough = closedThrough;
    this.size = size;
  }

  /** The ledger's clock. */
  public Instant now() {
    return now;
  }

  /** The last day whose books are closed or being closed; null where none are. */
  public @Nullable LocalDate closedThrough() {
    return closedThrough;
  }

  /** The connection of the transaction. */
  public JdbcOperations jdbc() {
    return jdbc;
  }

  /** Closes the books through a day, or opens all of them: for every later decision on any node. */
  public void close(@Nullable LocalDate through) {
    head.close(through);
    closedThrough = through;
  }

  /** Appends an event of the ledger itself; gives its position. */
  public long append(BooksEvent event, LedgerRequest origin) {
    size++;
    appended.add(
        new LoggedEvent(
            size,
            NO_ACCOUNT,
            sequence(),
            UUID.randomUUID(),
            EventNames.of(event.getClass()),
            EventNames.REVISION,
            event.occurredAt(),
            now,
            origin.actor(),
            new Metadata(origin.command(), origin.reason(), origin.belongsTo()),
            event));
    return size;
  }

  private long sequence() {
    if (!appended.isEmpty()) {
      return appended.getLast().sequence() + 1;
    }
    return Objects.requireNonNull(jdbc.queryForObject(SEQUENCE, Long.class));
  }

  /** The events that were appended. */
  List<LoggedEvent> appended() {
    return List.copyOf(appended);
  }
}

package org.entitlementledger.projections.log;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.entitlementledger.core.AccountEvent;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.core.json.UnreadableEvent;
import org.entitlementledger.projections.Instants;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcOperations;
import tools.jackson.core.JacksonException;

/** The table {@code log}. */
public final class LogTable {
  private static final String COLUMNS =
      "position, account_id, sequence, event_id, type, revision, occurred_at, recorded_at, actor,"
          + " metadata, payload";
  private static final String INSERT =
      "insert into log (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String AFTER =
      "select " + COLUMNS + " from log where position > ? order by position limit ?";
  private static final String BETWEEN =
      "select " + COLUMNS + " from log where position > ? and position <= ? order by position";
  private static final String SOME_BETWEEN = BETWEEN + " limit ?";

  /** With a list in place of the join, only the range may be looked up, over the whole index. */
  static final String OF_ACCOUNTS =
      "select "
          + COLUMNS
          + " from unnest(cast(? as varchar array)) as wanted (id)"
          + " join log on account_id = id and sequence < ? order by account_id, sequence";

  static final String OF_ACCOUNT =
      "select "
          + COLUMNS
          + " from log where account_id = ? and sequence >= ? order by account_id, sequence limit"
          + " ?";

  // worded so that both databases follow the index, and never read and sort all that is left
  private static final String OF_ACCOUNT_AFTER =
      "select "
          + COLUMNS
          + " from log where account_id = ? and sequence > ? and position <= ?"
          + " order by account_id, sequence limit ?";
  private static final String OF_ACCOUNTS_AFTER =
      "select "
          + COLUMNS
          + " from log where account_id > ? and position + 0 <= ?"
          + " order by account_id, sequence limit ?";
  private static final String AT = "select " + COLUMNS + " from log where position = any (?)";

  /** Rows in one read. */
  private static final int PAGE = 1_000;

  private final JdbcOperations jdbc;

  public LogTable(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds events at their positions, in one batch; the head is locked. */
  public void append(List<LoggedEvent> events) {
    jdbc.batchUpdate(INSERT, new Rows(events));
  }

  /**
   * The first {@code limit} events after {@code position}, in order.
   *
   * @throws UnreadableEvent where this version cannot read one
   */
  public List<LoggedEvent> after(long position, int limit) {
    return jdbc.query(AFTER, (row, number) -> read(row), position, limit);
  }

  /** The first {@code limit} events after {@code position} up to {@code through}, in order. */
  public List<LoggedEvent> after(long position, long through, int limit) {
    return jdbc.query(SOME_BETWEEN, (row, number) -> read(row), position, through, limit);
  }

  /** Gives all events after {@code position} up to {@code through} in order, page by page. */
  public void each(long position, long through, Consumer<? super LoggedEvent> taker) {
    each(position, through, accountId -> true, taker);
  }

  /** The same, of some accounts only; the events of others are not even parsed. */
  public void each(
      long position,
      long through,
      Predicate<? super String> ofAccount,
      Consumer<? super LoggedEvent> taker) {
    for (long at = position; at < through; at += PAGE) {
      jdbc.query(
          BETWEEN,
          row -> {
            if (ofAccount.test(row.getString(2))) {
              taker.accept(read(row));
            }
          },
          at,
          Math.min(at + PAGE, through));
    }
  }

  /** Gives the events of several accounts before {@code sequence}, each account's in order. */
  public void eachOfAccounts(
      Collection<String> accountIds, long sequence, Consumer<? super LoggedEvent> taker) {
    jdbc.query(
        OF_ACCOUNTS,
        row -> {
          taker.accept(read(row));
        },
        accountIds.toArray(String[]::new),
        sequence);
  }

  /** All events of an account from {@code sequence} on, in order. */
  public List<LoggedEvent> ofAccount(String accountId, long sequence) {
    var events = new ArrayList<LoggedEvent>();
    eachOfAccount(accountId, sequence, events::add);
    return events;
  }

  /** Gives all events of an account from {@code sequence} on in order, page by page. */
  public void eachOfAccount(String accountId, long sequence, Consumer<? super LoggedEvent> taker) {
    eachOfAccount(accountId, sequence, Long.MAX_VALUE, taker);
  }

  /** The same of its events before {@code end}. */
  public void eachOfAccount(
      String accountId, long sequence, long end, Consumer<? super LoggedEvent> taker) {
    eachOfAccount(
        accountId,
        sequence,
        end,
        PAGE,
        event -> {
          taker.accept(event);
          return true;
        });
  }

  /**
   * The same until the taker has enough.
   *
   * @param page events in the first read; each further read doubles it, up to 1,000
   * @param taker returns whether it takes more
   * @return whether the taker has taken all
   */
  public boolean eachOfAccount(
      String accountId, long sequence, long end, int page, Predicate<? super LoggedEvent> taker) {
    int most = Math.min(PAGE, page);
    int read = most;
    for (long next = sequence; next < end && read == most; next += read) {
      most = (int) Math.min(Math.min(PAGE, end - next), next == sequence ? page : 2L * read);
      List<LoggedEvent> events = ofAccount(accountId, next, most);
      for (LoggedEvent event : events) {
        if (!taker.test(event)) {
          return false;
        }
      }
      read = events.size();
    }
    return true;
  }

  /** The first {@code limit} events of an account from {@code sequence} on, in order. */
  public List<LoggedEvent> ofAccount(String accountId, long sequence, int limit) {
    return jdbc.query(OF_ACCOUNT, (row, number) -> read(row), accountId, sequence, limit);
  }

  /** The sequence after that of the event at a position; 0 where the account has none there. */
  public long sequenceAfter(String accountId, long position) {
    List<Long> sequences =
        jdbc.query(
            "select sequence + 1 from log where position = ? and account_id = ?",
            (row, number) -> row.getLong(1),
            position,
            accountId);
    return sequences.isEmpty() ? 0 : sequences.getFirst();
  }

  /** The first {@code limit} events of an account after {@code sequence} up to {@code through}. */
  public List<LoggedEvent> ofAccountAfter(
      String accountId, long sequence, long through, int limit) {
    return jdbc.query(
        OF_ACCOUNT_AFTER, (row, number) -> read(row), accountId, sequence, through, limit);
  }

  /**
   * The first {@code limit} events up to {@code through} of the accounts after {@code accountId},
   * one account after the other in the order of the database.
   */
  public List<LoggedEvent> ofAccountsAfter(String accountId, long through, int limit) {
    return jdbc.query(OF_ACCOUNTS_AFTER, (row, number) -> read(row), accountId, through, limit);
  }

  /** The events at some positions, as far as there are any. */
  public List<LoggedEvent> at(Collection<Long> positions) {
    return positions.isEmpty()
        ? List.of()
        : jdbc.query(AT, (row, number) -> read(row), (Object) positions.toArray(Long[]::new));
  }

  /** The position of the last row; 0 without one. */
  public long last() {
    Long last = jdbc.queryForObject("select max(position) from log", Long.class);
    return last == null ? 0 : last;
  }

  /** The id of the event at a position, or null where there is none. */
  public @Nullable UUID eventIdAt(long position) {
    return jdbc
        .query(
            "select event_id from log where position = ?",
            (row, number) -> row.getObject(1, UUID.class),
            position)
        .stream()
        .findFirst()
        .orElse(null);
  }

  /** The account of the event at a position, or null where there is none. */
  public @Nullable String accountIdAt(long position) {
    return jdbc
        .queryForList("select account_id from log where position = ?", String.class, position)
        .stream()
        .findFirst()
        .orElse(null);
  }

  private static LoggedEvent read(ResultSet row) throws SQLException {
    long position = row.getLong(1);
    String type = row.getString(5);
    int revision = row.getInt(6);
    return new LoggedEvent(
        position,
        row.getString(2),
        row.getLong(3),
        row.getObject(4, UUID.class),
        type,
        revision,
        row.getObject(7, OffsetDateTime.class).toInstant(),
        row.getObject(8, OffsetDateTime.class).toInstant(),
        row.getString(9),
        metadata(position, row.getBytes(10)),
        event(position, type, revision, row.getBytes(11)));
  }

  private static Metadata metadata(long position, byte[] stored) {
    try {
      return LedgerJson.mapper().readValue(stored, Metadata.class);
    } catch (JacksonException damaged) {
      throw UnreadableEvent.because("the metadata cannot be read").at(position);
    }
  }

  private static AccountEvent event(long position, String type, int revision, byte[] payload) {
    try {
      return LedgerJson.read(type, revision, payload);
    } catch (UnreadableEvent damaged) {
      throw damaged.at(position);
    }
  }

  private record Rows(List<LoggedEvent> events) implements BatchPreparedStatementSetter {
    @Override
    public void setValues(PreparedStatement insert, int index) throws SQLException {
      LoggedEvent event = events.get(index);
      insert.setLong(1, event.position());
      insert.setString(2, event.accountId());
      insert.setLong(3, event.sequence());
      insert.setObject(4, event.eventId());
      insert.setString(5, event.type());
      insert.setInt(6, event.revision());
      insert.setObject(7, Instants.sql(event.occurredAt()));
      insert.setObject(8, Instants.sql(event.recordedAt()));
      insert.setString(9, event.actor());
      insert.setBytes(10, LedgerJson.mapper().writeValueAsBytes(event.metadata()));
      insert.setBytes(11, LedgerJson.write(event.event()));
    }

    @Override
    public int getBatchSize() {
      return events.size();
    }
  }
}

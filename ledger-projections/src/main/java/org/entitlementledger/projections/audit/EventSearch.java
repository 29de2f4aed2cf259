package org.entitlementledger.projections.audit;

import java.time.Instant;
import org.entitlementledger.projections.log.AccountSequences;
import org.entitlementledger.projections.log.RecordedTimes;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Words queries for events in the order of the log. Events of all accounts are found by the indexes
 * of {@code audit_event}. Those of one account are found by the log's own index of accounts, so
 * that {@code audit_event} needs none: it would change a page for each event.
 */
public final class EventSearch {
  private static final long OPEN = Long.MAX_VALUE;

  private final RecordedTimes times;
  private final AccountSequences sequences;

  public EventSearch(JdbcOperations jdbc) {
    times = new RecordedTimes(jdbc);
    sequences = new AccountSequences(jdbc);
  }

  /**
   * The part of the log to search.
   *
   * @param account whose events; null for those of all accounts
   * @param recordedFrom inclusive; null for the beginning of the log
   * @param recordedTo exclusive; null for its end
   * @param after the last position before it
   * @param through its last position
   */
  public record Range(
      @Nullable String account,
      @Nullable Instant recordedFrom,
      @Nullable Instant recordedTo,
      long after,
      long through) {}

  /**
   * Finds the events of a range.
   *
   * @param conditions on the row {@code a} of {@code audit_event}
   */
  public Found find(Range range, Conditions conditions) {
    long first = next(range.after);
    if (range.recordedFrom != null) {
      first = Math.max(first, times.firstFrom(range.recordedFrom));
    }
    long end = next(range.through);
    if (range.recordedTo != null) {
      end = Math.min(end, times.firstFrom(range.recordedTo));
    }
    return range.account == null
        ? ofAll(first, end, conditions)
        : ofAccount(range.account, first, end, conditions);
  }

  private static long next(long position) {
    return position == OPEN ? OPEN : position + 1;
  }

  private static Found ofAll(long first, long end, Conditions conditions) {
    var all = between("a.position", first, end, new Conditions()).and(conditions);
    return new Found("a", "audit_event a where " + all.sql(), "a.position", all);
  }

  private Found ofAccount(String account, long first, long end, Conditions conditions) {
    var all =
        between(
                "l.sequence",
                first <= 1 ? 0 : sequences.firstFrom(account, first),
                end == OPEN ? OPEN : sequences.firstFrom(account, end),
                new Conditions().and("l.account_id = ?", account))
            .exists("audit_event a where a.position = l.position", conditions);
    return new Found("l", "log l where " + all.sql(), "l.account_id, l.sequence", all);
  }

  private static Conditions between(String column, long first, long end, Conditions to) {
    return to.and(column + " >= ?", first).and(column + " < ?", end == OPEN ? null : end);
  }

  /**
   * The events that were found, not read yet.
   *
   * @param row the name of the row with an event's position, type, actor and recorded time
   * @param from what stands after {@code from}
   */
  public record Found(String row, String from, String order, Conditions conditions) {
    /**
     * A query for rows {@code l} of the log, one page in order.
     *
     * @param columns of {@code l}
     */
    public String page(String columns) {
      return ("select %s from (select %s.position from %s order by %s limit ?) f"
              + " join log l on l.position = f.position")
          .formatted(columns, row, from, order);
    }

    /** The parameters of what stands after {@code from}, and those of what comes after it. */
    public Object[] parameters(Object... more) {
      return conditions.parameters(more);
    }
  }
}

package org.entitlementledger.projections.log;

import java.util.Objects;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Finds sequences of an account by positions. Both rise together, so that halving finds them and
 * the log's index of accounts serves a range of positions too.
 */
public final class AccountSequences {
  private static final String LAST = "select max(sequence) from log where account_id = ?";
  private static final String FROM =
      "select sequence, position from log where account_id = ? and sequence >= ?"
          + " order by account_id, sequence limit 1";

  private final JdbcOperations jdbc;

  public AccountSequences(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The sequence of the account's first event at {@code position} or after it; {@link
   * Long#MAX_VALUE} without one.
   */
  public long firstFrom(String accountId, long position) {
    return Halving.first(
        0, last(accountId) + 1, sequence -> firstAt(accountId, sequence, position));
  }

  /** The sequence of the account's last event; -1 without one. */
  public long last(String accountId) {
    Long last = jdbc.queryForObject(LAST, Long.class, accountId);
    return last == null ? -1 : last;
  }

  private Halving.Row firstAt(String accountId, long sequence, long position) {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            FROM,
            (row, number) ->
                new Halving.Row(row.getLong("sequence"), row.getLong("position") >= position),
            accountId,
            sequence));
  }
}

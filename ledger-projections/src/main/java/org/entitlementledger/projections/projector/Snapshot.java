package org.entitlementledger.projections.projector;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.row.Rows;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowMapper;

/**
 * Reads rows of a view with the view's position and the ledger's now, in one statement and so in
 * one database snapshot. The position is the view's token, which is written in the transaction of
 * its rows.
 */
public final class Snapshot {
  private final JdbcOperations jdbc;
  private final HeadTable head;

  public Snapshot(JdbcOperations jdbc) {
    this.jdbc = jdbc;
    this.head = new HeadTable(jdbc);
  }

  /**
   * The rows of a read.
   *
   * @param position the last event that the rows reflect; 0 before the first
   * @param now the ledger's now at the time of the read
   */
  public record Rows<T>(List<T> rows, long position, Instant now) {

    /** A copy with each row mapped. */
    public <U> Rows<U> map(Function<? super T, ? extends U> change) {
      return new Rows<>(rows.stream().<U>map(change).toList(), position, now);
    }
  }

  /**
   * Reads rows. The mapper holds the connection and must not query the database.
   *
   * @param select the query, with {@code ?} for the parameters
   * @param order the columns that order the rows
   */
  public <T> Rows<T> read(
      String view, String select, String order, RowMapper<T> mapper, Object... parameters) {
    String sql =
        "select at_head.*, t.token as at_token, found.* from ("
            + head.select()
            + ") at_head cross join token_entry t left join (select 1 as is_row, q.* from ("
            + select
            + ") q) found on 1 = 1 where t.processor_name = ? and t.segment = 0 order by "
            + order;
    Object[] all = Arrays.copyOf(parameters, parameters.length + 1);
    all[parameters.length] = view;
    return jdbc.query(
        sql,
        rows -> {
          var read = new ArrayList<T>();
          long position = 0;
          Instant now = Instant.EPOCH;
          while (rows.next()) {
            if (now.equals(Instant.EPOCH)) {
              now = HeadTable.head(rows).now();
              position = TokenTable.position(rows.getBytes("at_token"));
            }
            if (rows.getInt("is_row") == 1) {
              var one = mapper.mapRow(rows, read.size());
              if (one != null) {
                read.add(one);
              }
            }
          }
          return new Rows<>(List.copyOf(read), position, now);
        },
        all);
  }
}

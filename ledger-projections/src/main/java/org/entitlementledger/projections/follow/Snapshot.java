package org.entitlementledger.projections.follow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowMapper;

/**
 * Reads rows of a view together with where the view stood, in one statement and so in one snapshot:
 * where a view stands is its token, which is written in the transaction of its rows.
 */
public final class Snapshot {
  private final JdbcOperations jdbc;

  public Snapshot(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What was read.
   *
   * @param position the last event that the rows reflect; 0 before the first
   */
  public record Rows<T>(List<T> rows, long position) {}

  /**
   * Reads.
   *
   * @param select gives the rows, with {@code ?} for the parameters
   * @param order the columns that order the rows
   */
  public <T> Rows<T> read(
      String view, String select, String order, RowMapper<T> mapper, Object... parameters) {
    String sql =
        "select t.token as at_token, found.* from token_entry t left join (select 1 as is_row, q.*"
            + " from ("
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
          while (rows.next()) {
            position = TokenTable.position(rows.getBytes("at_token"));
            if (rows.getInt("is_row") == 1) {
              var one = mapper.mapRow(rows, read.size());
              if (one != null) {
                read.add(one);
              }
            }
          }
          return new Rows<>(List.copyOf(read), position);
        },
        all);
  }
}

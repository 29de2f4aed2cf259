package org.entitlementledger.projections.follow;

import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * One view: rows computed from the log, brought forward together, with one token.
 *
 * @param name that of its token
 * @param tables what it keeps; all rows of it are computed from the log
 * @param projection makes what computes the rows, in whatever schema the connection is in
 */
public record View(
    String name, List<Table> tables, Function<JdbcOperations, Projection> projection) {

  /**
   * A table of a view. It has a column {@code position}, that of the newest event that a row
   * reflects.
   *
   * @param keys the columns of its primary key, which a walk over the table goes along
   */
  public record Table(String name, List<String> keys) {}

  /** A projection that is several, each with rows of its own. */
  public static Function<JdbcOperations, Projection> together(
      List<Function<JdbcOperations, Projection>> parts) {
    return jdbc -> {
      List<Projection> all = parts.stream().map(part -> part.apply(jdbc)).toList();
      return events -> all.forEach(one -> one.apply(events));
    };
  }
}

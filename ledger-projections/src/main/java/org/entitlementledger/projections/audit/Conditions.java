package org.entitlementledger.projections.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.entitlementledger.projections.Instants;
import org.entitlementledger.projections.log.RecordedTimes;
import org.jspecify.annotations.Nullable;

/** Conditions of a statement that must all hold, with their parameters. */
public final class Conditions {
  private final StringBuilder sql = new StringBuilder("1 = 1");
  private final List<Object> parameters = new ArrayList<>();

  /** One, without a parameter. */
  public static Conditions of(String condition) {
    var conditions = new Conditions();
    conditions.sql.append(" and ").append(condition);
    return conditions;
  }

  /** One more, with its parameter; nothing where that is null. */
  public Conditions and(String condition, @Nullable Object value) {
    if (value != null) {
      sql.append(" and ").append(condition);
      parameters.add(parameter(value));
    }
    return this;
  }

  /** All of others too. */
  public Conditions and(Conditions others) {
    sql.append(" and ").append(others.sql);
    parameters.addAll(others.parameters);
    return this;
  }

  /**
   * There is a row of another table. It is looked up for each row in turn: with {@code offset 0}
   * PostgreSQL does not join the tables, for which it may read and sort all rows of both.
   *
   * @param rows the table, with what joins it
   * @param others what must hold of the row
   */
  Conditions exists(String rows, Conditions others) {
    sql.append(" and exists (select 1 from ").append(rows).append(" and ").append(others.sql);
    sql.append(" offset 0)");
    parameters.addAll(others.parameters);
    return this;
  }

  /**
   * An event was recorded in a span of time: a range of positions, which goes with every index.
   *
   * @param position the column with its position
   * @param from inclusive
   * @param to exclusive
   * @param times finds the ends of the span
   */
  public Conditions recorded(
      String position, @Nullable Instant from, @Nullable Instant to, RecordedTimes times) {
    return and(position + " >= ?", from == null ? null : times.firstFrom(from))
        .and(position + " < ?", to == null ? null : times.firstFrom(to));
  }

  /**
   * One of two conditions with the same parameters; neither where {@code which} is null.
   *
   * @param yes where {@code which} is true
   */
  Conditions either(@Nullable Boolean which, String yes, String no, Object... values) {
    if (which != null) {
      sql.append(" and ").append(which ? yes : no);
      Arrays.stream(values).map(Conditions::parameter).forEach(parameters::add);
    }
    return this;
  }

  private static Object parameter(Object value) {
    return value instanceof Instant time ? Instants.sql(time) : value;
  }

  /** The condition, to stand after {@code where}. */
  public String sql() {
    return sql.toString();
  }

  /** Its parameters in their order, and those of what comes after it. */
  public Object[] parameters(Object... more) {
    var all = new ArrayList<>(parameters);
    all.addAll(List.of(more));
    return all.toArray();
  }
}

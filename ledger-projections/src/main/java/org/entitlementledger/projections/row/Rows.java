package org.entitlementledger.projections.row;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that a projection folds events into, wherever they are. */
public interface Rows {

  /** The row with a key; null where there is none. */
  <R> @Nullable R get(Table<R> table, Key key);

  /**
   * The row with the greatest key that is not beyond {@code key} and equals it in all columns but
   * the last; null where there is none.
   */
  <R> @Nullable R floor(Table<R> table, Key key);

  /** Adds a row. Where there is one with its key already, the one of the older event stays. */
  <R> void add(Table<R> table, Key key, R row);

  /** Adds a row, or puts it in the place of the one with its key. */
  <R> void put(Table<R> table, Key key, R row);

  /** Changes a few columns of a row, without reading the others; does nothing without a row. */
  <R> void update(Table<R> table, Key key, Update<R> update);

  /**
   * A change of a few columns of a row. A later one of the same row supersedes it.
   *
   * @param <R> what a projection sees of the row
   */
  interface Update<R> {
    /** The statement; the same for all updates of a table. */
    String sql();

    /** What is bound to the statement. */
    List<Object> parameters();

    /** The same to a row in memory. */
    R apply(R row);
  }
}

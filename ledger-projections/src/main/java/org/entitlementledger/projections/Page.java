package org.entitlementledger.projections;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a list (API.md, "Conventions").
 *
 * @param next what {@code after} of the next piece is; absent on the last one
 * @param position where the view stood when it was read
 */
public record Page<T>(List<T> items, @Nullable String next, long position) {
  /** The most that one page may hold. */
  public static final int MOST = 1_000;

  /**
   * Cuts what was read into a page.
   *
   * @param read up to {@code limit + 1} rows: one more than asked for tells that there is a next
   *     page
   */
  public static <T> Page<T> of(List<T> read, int limit, long position, Function<T, Cursor> cursor) {
    if (read.size() <= limit) {
      return new Page<>(List.copyOf(read), null, position);
    }
    List<T> items = List.copyOf(read.subList(0, limit));
    return new Page<>(items, cursor.apply(items.getLast()).text(), position);
  }

  /** The same page of something else. */
  public <R> Page<R> map(Function<T, R> change) {
    return new Page<>(items.stream().map(change).toList(), next, position);
  }
}

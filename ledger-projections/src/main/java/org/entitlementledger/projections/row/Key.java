package org.entitlementledger.projections.row;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The primary key of a row, or the beginning of one, in the order of the table's columns. The order
 * of keys is Java's and not the database's.
 *
 * @param values strings, numbers or times, as a column of their type takes them
 */
public record Key(List<Comparable<?>> values) implements Comparable<Key> {

  /** A key of these values. */
  public static Key of(Comparable<?>... values) {
    return new Key(List.of(values));
  }

  @Override
  public int compareTo(Key other) {
    int common = Math.min(values.size(), other.values.size());
    for (int i = 0; i < common; i++) {
      int order = compare(values.get(i), other.values.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(values.size(), other.values.size());
  }

  /** The values of one column are all of one type. */
  @SuppressWarnings("unchecked")
  private static <T> int compare(Comparable<?> one, Comparable<?> other) {
    return ((Comparable<T>) one).compareTo((T) other);
  }

  /** Whether two keys differ in their last column at most. */
  boolean siblingOf(Key other) {
    int last = values.size() - 1;
    return other.values.size() == values.size()
        && values.subList(0, last).equals(other.values.subList(0, last));
  }

  /** For people. */
  public String text() {
    return values.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  /** The values, to be bound to a statement. */
  public Object[] array() {
    return values.toArray();
  }
}

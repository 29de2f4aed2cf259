package org.entitlementledger.projections.verification;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** What was found so far: the first 1,000 by position, and how many there are. */
public final class Report {
  private static final int MOST_KEPT = 1_000;
  private static final Comparator<Difference> ORDER =
      Comparator.comparingLong(Difference::position)
          .thenComparing(Difference::part)
          .thenComparing(Difference::message);

  private final PriorityQueue<Difference> first = new PriorityQueue<>(ORDER.reversed());
  private long count;

  /** Adds one. */
  public void add(long position, String part, String message) {
    count++;
    keep(new Difference(position, part, message));
  }

  /** Adds one for each position. */
  void addAll(long from, long to, String part, String message) {
    for (long position = from; position <= to && position < from + MOST_KEPT; position++) {
      keep(new Difference(position, part, message));
    }
    count += Math.max(0, to - from + 1);
  }

  /**
   * Adds what was found elsewhere.
   *
   * @param some the first of them
   * @param all how many there are
   */
  void addAll(List<Difference> some, long all) {
    some.forEach(this::keep);
    count += all;
  }

  private void keep(Difference difference) {
    first.add(difference);
    if (first.size() > MOST_KEPT) {
      first.remove();
    }
  }

  /** How many there are. */
  public long count() {
    return count;
  }

  /** The first 1,000 of them by position. */
  public List<Difference> differences() {
    return first.stream().sorted(ORDER).toList();
  }
}

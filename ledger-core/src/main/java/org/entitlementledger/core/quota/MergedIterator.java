package org.entitlementledger.core.quota;

import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Lazily merges two sorted iterators; on a tie the element of the first comes first. */
final class MergedIterator<T> implements Iterator<T> {
  private final Iterator<T> first;
  private final Iterator<T> second;
  private final Comparator<? super T> order;
  private @Nullable T headOfFirst;
  private @Nullable T headOfSecond;

  MergedIterator(Iterator<T> first, Iterator<T> second, Comparator<? super T> order) {
    this.first = first;
    this.second = second;
    this.order = order;
  }

  @Override
  public boolean hasNext() {
    return headOfFirst != null || headOfSecond != null || first.hasNext() || second.hasNext();
  }

  @Override
  public T next() {
    T one = headOfFirst == null && first.hasNext() ? first.next() : headOfFirst;
    T other = headOfSecond == null && second.hasNext() ? second.next() : headOfSecond;
    boolean takeOther = one == null || (other != null && order.compare(other, one) < 0);
    headOfFirst = takeOther ? one : null;
    headOfSecond = takeOther ? null : other;
    T taken = takeOther ? other : one;
    if (taken == null) {
      throw new NoSuchElementException();
    }
    return taken;
  }
}

package org.entitlementledger.core.quota;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * The grants of one entitlement, with an index of those that are not used up, so that a draw costs
 * the same with a hundred thousand of them.
 *
 * @param open the grants that are not used up, by priority and then by the rest of the usual draw
 *     order
 */
record Grants(
    PMap<Source, Grant> bySource,
    TreePMap<Key, Grant> byEnd,
    TreePMap<Integer, TreePMap<Key, Grant>> open) {
  static final Grants NONE =
      new Grants(HashTreePMap.empty(), TreePMap.empty(Key.USUAL), TreePMap.empty());

  /**
   * The usual draw order within a priority: earliest end, promotional, earliest start, first
   * recorded.
   */
  record Key(Instant ends, boolean promotional, Instant starts, long recorded)
      implements Comparable<Key> {
    static final Comparator<Key> USUAL =
        Comparator.comparing(Key::ends)
            .thenComparing(key -> !key.promotional())
            .thenComparing(Key::starts)
            .thenComparingLong(Key::recorded);

    @Override
    public int compareTo(Key other) {
      return USUAL.compare(this, other);
    }

    static Key of(Grant grant) {
      return new Key(
          grant.ends(), grant.lot().promotional(), grant.lot().starts(), grant.recorded());
    }

    /** Sorts before all keys that end at {@code time} or later. */
    static Key from(Instant time) {
      return new Key(time, true, Instant.MIN, Long.MIN_VALUE);
    }

    /** Sorts before all keys that end after {@code time}. */
    static Key after(Instant time) {
      return new Key(time, false, Instant.MAX, Long.MAX_VALUE);
    }
  }

  @Nullable Grant find(Source source) {
    return bySource.get(source);
  }

  Grants plus(Grant grant, boolean holdsSomething) {
    Key key = Key.of(grant);
    var known = new Grants(bySource.plus(grant.source(), grant), byEnd.plus(key, grant), open);
    return known.marked(grant, holdsSomething);
  }

  /** A copy in which a grant has another end. */
  Grants changed(Grant before, Grant after, boolean holdsSomething) {
    Grants without = new Grants(bySource, byEnd.minus(Key.of(before)), open).marked(before, false);
    return without.plus(after, holdsSomething);
  }

  /** A copy in which the grant is open or used up. */
  Grants marked(Grant grant, boolean holdsSomething) {
    int priority = grant.lot().priority();
    TreePMap<Key, Grant> line =
        open.containsKey(priority) ? open.get(priority) : TreePMap.empty(Key.USUAL);
    Key key = Key.of(grant);
    if (line.containsKey(key) == holdsSomething) {
      return this;
    }
    TreePMap<Key, Grant> next = holdsSomething ? line.plus(key, grant) : line.minus(key);
    return new Grants(
        bySource, byEnd, next.isEmpty() ? open.minus(priority) : open.plus(priority, next));
  }

  /** The open grants that are live at {@code time}, in the usual draw order. */
  Iterator<Grant> drawable(Instant time) {
    return new Drawable(open.values().iterator(), time);
  }

  /** Reads lazily; {@code Stream.flatMap} would buffer. */
  private static final class Drawable implements Iterator<Grant> {
    private final Iterator<TreePMap<Key, Grant>> lines;
    private final Instant time;
    private Iterator<Grant> line = Collections.emptyIterator();
    private @Nullable Grant next;

    Drawable(Iterator<TreePMap<Key, Grant>> lines, Instant time) {
      this.lines = lines;
      this.time = time;
    }

    @Override
    public boolean hasNext() {
      while (next == null && (line.hasNext() || lines.hasNext())) {
        if (line.hasNext()) {
          Grant grant = line.next();
          next = grant.aliveAt(time) ? grant : null;
        } else {
          line = lines.next().tailMap(Key.after(time), true).values().iterator();
        }
      }
      return next != null;
    }

    @Override
    public Grant next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Grant found = Objects.requireNonNull(next);
      next = null;
      return found;
    }
  }

  /** The grants that end at {@code time} or later, by their end. */
  Stream<Grant> endingFrom(Instant time) {
    return byEnd.tailMap(Key.from(time), true).values().stream();
  }
}

package org.entitlementledger.api.audit.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The problems found in an export, in the order of its lines: the first thousand, and their number.
 */
public final class ExportFindings {
  private static final int MOST = 1_000;

  private final List<Finding> first = new ArrayList<>();
  private long count;

  /**
   * Something that is wrong.
   *
   * @param line counted from 1; 0 for the checkpoint that was kept
   * @param position the line's event, where it can be told
   */
  public record Finding(long line, @Nullable Long position, String message) {
    @Override
    public String toString() {
      String where = line == 0 ? "the checkpoint that was kept" : "line " + line;
      return where + (position == null ? "" : ", position " + position) + ": " + message;
    }
  }

  void add(long line, @Nullable Long position, String message) {
    count++;
    if (first.size() < MOST) {
      first.add(new Finding(line, position, message));
    }
  }

  /** Takes those of others too. */
  void addAll(ExportFindings others) {
    count += others.count;
    first.addAll(others.first);
    first.sort(Comparator.comparingLong(Finding::line));
    if (first.size() > MOST) {
      first.subList(MOST, first.size()).clear();
    }
  }

  /** The first thousand. */
  public List<Finding> first() {
    return List.copyOf(first);
  }

  /** How many there are. */
  public long count() {
    return count;
  }
}

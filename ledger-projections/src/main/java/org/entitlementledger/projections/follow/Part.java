package org.entitlementledger.projections.follow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a table, along its primary key.
 *
 * @param keys the columns of the primary key
 * @param after the key up to which rows are not in the part; null at the beginning
 * @param to the last key of the part; null at the end
 */
record Part(List<String> keys, @Nullable List<Object> after, @Nullable List<Object> to) {

  /** The condition of a row, with a parameter for each of {@link #bounds}. */
  String where() {
    return " where 1 = 1"
        + (after == null ? "" : " and " + ordered(">", ">"))
        + (to == null ? "" : " and " + ordered("<", "<="));
  }

  /**
   * Spells out a comparison of whole keys, and lets an index find its range by the first column.
   */
  private String ordered(String strictly, String last) {
    int end = keys.size() - 1;
    String condition = keys.get(end) + " " + last + " ?";
    for (int column = end - 1; column >= 0; column--) {
      String name = keys.get(column);
      condition = "(%s %s ? or (%s = ? and %s))".formatted(name, strictly, name, condition);
    }
    return end == 0 ? condition : "%s %s= ? and %s".formatted(keys.getFirst(), strictly, condition);
  }

  /** The values of the condition. */
  List<Object> bounds() {
    var bounds = new ArrayList<Object>();
    add(bounds, after);
    add(bounds, to);
    return bounds;
  }

  private static void add(List<Object> bounds, @Nullable List<Object> key) {
    if (key == null) {
      return;
    }
    if (key.size() > 1) {
      bounds.add(key.getFirst());
    }
    for (Object value : key.subList(0, key.size() - 1)) {
      bounds.add(value);
      bounds.add(value);
    }
    bounds.add(key.getLast());
  }
}

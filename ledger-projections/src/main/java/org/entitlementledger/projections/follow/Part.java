package org.entitlementledger.projections.follow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a table, along a column.
 *
 * @param after values up to it are not of the part; null at the beginning
 * @param to the last value of the part; null at the end
 */
record Part(String column, @Nullable Object after, @Nullable Object to) {

  /** The condition of a row, with a parameter for each of {@link #bounds}. */
  String where() {
    return " where 1 = 1"
        + (after == null ? "" : " and " + column + " > ?")
        + (to == null ? "" : " and " + column + " <= ?");
  }

  /** The values of the condition. */
  List<Object> bounds() {
    var bounds = new ArrayList<Object>();
    if (after != null) {
      bounds.add(after);
    }
    if (to != null) {
      bounds.add(to);
    }
    return bounds;
  }
}

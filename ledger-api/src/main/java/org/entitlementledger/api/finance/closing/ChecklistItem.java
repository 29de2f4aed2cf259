package org.entitlementledger.api.finance.closing;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A look before the books are closed (FINANCE.md, "Closing").
 *
 * @param check what was looked at
 * @param status {@code ok}, {@code warning}, or {@code blocking} where the books cannot be closed
 *     like this
 * @param count how many were found
 * @param link where the first of them is seen
 */
record ChecklistItem(String check, String status, long count, String link) {
  private static final String OK = "ok";
  private static final String WARNING = "warning";
  private static final String BLOCKING = "blocking";

  /** Something that must be settled first. */
  static ChecklistItem blocking(String check, long count, String link) {
    return new ChecklistItem(check, count == 0 ? OK : BLOCKING, count, link);
  }

  /** Something that somebody should look at. */
  static ChecklistItem warning(String check, long count, String link) {
    return new ChecklistItem(check, count == 0 ? OK : WARNING, count, link);
  }

  /** Its fields by name, for a problem. */
  Map<String, Object> facts() {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("check", check);
    facts.put("status", status);
    facts.put("count", count);
    facts.put("link", link);
    return facts;
  }

  /** Whether the books cannot be closed like this. */
  boolean blocks() {
    return status.equals(BLOCKING);
  }
}

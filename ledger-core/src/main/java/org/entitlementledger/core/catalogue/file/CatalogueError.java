package org.entitlementledger.core.catalogue.file;

import org.jspecify.annotations.Nullable;

/**
 * A catalogue file is wrong and nothing of it is used. The message says where and what was
 * expected: {@code catalogue line 12, entitlements.accelerator.period: expected one of contract,
 * contract-year, …, found "yearly"}.
 */
public final class CatalogueError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final String key;

  CatalogueError(int line, String key, String detail, @Nullable Throwable cause) {
    super(place(line, key) + ": " + detail, cause);
    this.line = line;
    this.key = key;
  }

  private static String place(int line, String key) {
    String place = line == 0 ? "catalogue" : "catalogue line " + line;
    return key.isEmpty() ? place : place + ", " + key;
  }

  /** The line, from 1; 0 where the file could not be read at all. */
  public int line() {
    return line;
  }

  /**
   * The keys that lead there, within their version, joined by points; empty for the file itself.
   */
  public String key() {
    return key;
  }
}

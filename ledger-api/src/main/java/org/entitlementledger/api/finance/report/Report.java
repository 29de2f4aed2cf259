package org.entitlementledger.api.finance.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report: a table that is computed while it is written.
 *
 * @param name names its file and its sheet: at most 25 letters, digits and hyphens
 * @param qualifiers what else the name of its file says, such as the period and the account
 * @param parameters what was asked for; it stands in front of the lines in JSON and in the
 *     workbook's manifest
 * @param position of the last event that it reflects
 * @param checkpoint the signed head of exactly {@code position} events, where there is one
 */
public record Report<R>(
    String name,
    List<String> qualifiers,
    Map<String, Object> parameters,
    long position,
    @Nullable String checkpoint,
    List<Column<R>> columns,
    Lines<R> lines) {

  /** The names of the columns. */
  List<String> header() {
    return columns.stream().map(Column::name).toList();
  }

  /**
   * The name of its file, of characters that every system takes.
   *
   * @param extension without the dot
   */
  String fileName(String extension) {
    var parts = new ArrayList<String>();
    parts.add(name);
    parts.addAll(qualifiers);
    String safe = String.join("_", parts).replaceAll("[^A-Za-z0-9._-]", "-");
    return safe + "." + extension;
  }
}

package org.entitlementledger.api.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.entitlementledger.api.web.answer.CsvTable;
import org.entitlementledger.api.web.answer.CsvTable.Cell;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.projections.Page;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a report as CSV (RFC 4180), with the fields of its JSON as columns. */
final class ReportAsCsv {
  private ReportAsCsv() {}

  /** Gives a page of lines. */
  interface Pages<T extends Record> {
    Page<T> read(@Nullable String after, int limit);
  }

  /** Writes all pages, one at a time in memory. */
  static <T extends Record> void write(Class<T> line, Pages<T> pages, OutputStream out)
      throws IOException {
    List<String> header =
        Arrays.stream(line.getRecordComponents()).map(RecordComponent::getName).toList();
    CsvTable table = CsvTable.start(header, out);
    @Nullable String after = null;
    do {
      Page<T> page = pages.read(after, Page.MOST);
      page.items().forEach(one -> table.line(cells(Json.tree(one), header)));
      after = page.next();
    } while (after != null);
    table.flush();
  }

  private static List<Cell> cells(ObjectNode line, List<String> header) {
    return header.stream().map(column -> cell(line.path(column))).toList();
  }

  private static Cell cell(JsonNode cell) {
    return cell.isString()
        ? Cell.text(cell.stringValue())
        : Cell.bare(cell.isMissingNode() ? null : cell);
  }
}

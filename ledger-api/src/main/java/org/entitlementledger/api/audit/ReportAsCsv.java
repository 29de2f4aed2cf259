package org.entitlementledger.api.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.entitlementledger.api.web.answer.Json;
import org.entitlementledger.projections.Page;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a report as CSV (RFC 4180), with the fields of its JSON as columns. */
final class ReportAsCsv {
  /** What a spreadsheet would take for a formula. */
  private static final String FORMULA = "=+-@\t\r";

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
    try (CsvWriter table =
        CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out, UTF_8)) {
      table.writeRecord(header);
      @Nullable String after = null;
      do {
        Page<T> page = pages.read(after, Page.MOST);
        page.items().forEach(one -> table.writeRecord(cells(Json.tree(one), header)));
        after = page.next();
      } while (after != null);
    }
  }

  private static List<String> cells(ObjectNode line, List<String> header) {
    return header.stream().map(column -> text(line.path(column))).toList();
  }

  /** Text has an apostrophe in front where a spreadsheet would compute it. */
  private static String text(JsonNode cell) {
    if (!cell.isString()) {
      return cell.isMissingNode() ? "" : cell.toString();
    }
    String text = cell.stringValue();
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}

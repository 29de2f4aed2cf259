package org.entitlementledger.api.finance;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.api.web.answer.CsvTable;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.reconciliation.Line;
import org.entitlementledger.core.reconciliation.Stated;
import org.entitlementledger.projections.Page;
import org.jspecify.annotations.Nullable;

/** Writes lines as CSV (FINANCE.md, "Roll-forward": UTF-8, CRLF, RFC 4180). */
final class LinesAsCsv {
  private static final List<String> HEADER =
      List.of(
          "line",
          "finding",
          "providerTransactionId",
          "voucherCode",
          "examCode",
          "examAt",
          "status",
          "fee",
          "currency",
          "expectedFee",
          "expectedCurrency",
          "invoiceNumber",
          "accountId",
          "field");

  private LinesAsCsv() {}

  /** Gives the page after a cursor. */
  interface Pages {
    Page<Line> after(@Nullable String cursor);
  }

  /** Writes all pages, one at a time in memory. */
  static void write(Pages pages, OutputStream out) throws IOException {
    try (CsvWriter table =
        CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out, UTF_8)) {
      table.writeRecord(HEADER);
      Page<Line> page = pages.after(null);
      page.items().forEach(line -> table.writeRecord(cells(line)));
      while (page.next() != null) {
        page = pages.after(page.next());
        page.items().forEach(line -> table.writeRecord(cells(line)));
      }
    }
  }

  private static List<String> cells(Line line) {
    Stated stated = line.stated();
    Money expected = line.expectedFee();
    var cells = new ArrayList<String>();
    cells.add(line.line() == null ? "" : line.line().toString());
    cells.add(line.finding().key());
    cells.add(text(stated.providerTransactionId()));
    cells.add(text(stated.voucherCode()));
    cells.add(text(stated.examCode()));
    cells.add(text(stated.examAt()));
    cells.add(text(stated.status()));
    cells.add(text(stated.fee()));
    cells.add(text(stated.currency()));
    cells.add(expected == null ? "" : expected.digits());
    cells.add(expected == null ? "" : expected.currency());
    cells.add(text(stated.invoiceNumber()));
    cells.add(text(stated.accountId()));
    cells.add(text(line.field()));
    return cells;
  }

  private static String text(@Nullable String cell) {
    return cell == null ? "" : CsvTable.neutral(cell);
  }
}

package org.entitlementledger.api.finance.report;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.api.web.answer.CsvTable;
import org.entitlementledger.api.web.answer.CsvTable.Cell;
import org.jspecify.annotations.Nullable;

/** Writes the header and the lines alone. */
final class ReportAsCsv<R> implements ReportFormat<R> {
  private final List<Column<R>> columns;
  private final CsvTable table;

  ReportAsCsv(Report<R> report, OutputStream out) {
    columns = report.columns();
    table = CsvTable.start(report.header(), out);
  }

  @Override
  public void begin() {
    // the table begins with its header
  }

  @Override
  public void row(R row) {
    var cells = new ArrayList<Cell>(columns.size());
    for (Column<R> column : columns) {
      cells.add(cell(column.type(), column.value().apply(row)));
    }
    table.line(cells);
  }

  private static Cell cell(Column.Type type, @Nullable Object value) {
    if (type == Column.Type.TEXT) {
      return Cell.text((String) value);
    }
    return Cell.bare(value instanceof BigDecimal number ? number.toPlainString() : value);
  }

  @Override
  public void end(Totals totals) throws IOException {
    table.flush();
  }
}

package org.entitlementledger.api.finance.report;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.entitlementledger.projections.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Writes a workbook: the lines and the totals on one sheet, on more where one does not hold them,
 * and a manifest on the last. The CSV of the same report is written beside it for its hash alone.
 */
final class ReportAsWorkbook<R> implements ReportFormat<R> {
  /** So many rows are kept in memory. */
  private static final int FLUSHED = 500;

  private static final double WIDTH_OF_DATES = 12;
  private static final double WIDTH_OF_TIMES = 24;

  private final Report<R> report;
  private final int mostRows;
  private final Workbook workbook;
  private final DigestOutputStream csv =
      new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.digest());
  private final ReportFormat<R> csvFormat;
  private final List<LineRange> lines = new ArrayList<>();
  private final BitSet inexact = new BitSet();
  private long count;
  private @Nullable Sheet current;

  ReportAsWorkbook(Report<R> report, OutputStream out) {
    this(report, out, Worksheet.MAX_ROWS);
  }

  /**
   * Writes a workbook.
   *
   * @param mostRows of a sheet
   */
  ReportAsWorkbook(Report<R> report, OutputStream out, int mostRows) {
    this.report = report;
    this.mostRows = mostRows;
    workbook = new Workbook(out, "Entitlement Ledger", null);
    csvFormat = new ReportAsCsv<>(report, csv);
  }

  @Override
  public void begin() throws IOException {
    csvFormat.begin();
    sheet().flush();
  }

  /** The sheet of the next line. */
  private Sheet sheet() {
    Sheet sheet = current;
    if (sheet == null) {
      String name = lines.isEmpty() ? report.name() : report.name() + " " + (lines.size() + 1);
      sheet = new Sheet(workbook, name);
      current = sheet;
      CellStyle.register(sheet.worksheet());
      for (int column = 0; column < report.columns().size(); column++) {
        sheet.header(column, report.columns().get(column).name());
        setWidth(sheet, column);
      }
      sheet.worksheet().freezePane(0, 1);
      sheet.nextRow();
    }
    return sheet;
  }

  private void setWidth(Sheet sheet, int column) {
    switch (report.columns().get(column).type()) {
      case DATE -> sheet.worksheet().width(column, WIDTH_OF_DATES);
      case INSTANT -> sheet.worksheet().width(column, WIDTH_OF_TIMES);
      default -> {}
    }
  }

  @Override
  public void row(R row) throws IOException {
    csvFormat.row(row);
    Sheet sheet = sheet();
    for (int column = 0; column < report.columns().size(); column++) {
      Column<R> one = report.columns().get(column);
      Object value = one.value().apply(row);
      if (value != null) {
        cell(sheet, column, one.type(), value);
      }
    }
    count++;
    sheet.nextRow();
    if (sheet.row() == mostRows) {
      closeLines(sheet);
      sheet.close();
      current = null;
    } else if (sheet.row() % FLUSHED == 0) {
      sheet.flush();
    }
  }

  private void cell(Sheet sheet, int column, Column.Type type, Object value) {
    switch (type) {
      case TEXT -> sheet.text(column, (String) value);
      case QUANTITY -> number(sheet, column, (BigDecimal) value, CellStyle.QUANTITY);
      case AMOUNT -> {
        var amount = (BigDecimal) value;
        number(sheet, column, amount, CellStyle.amount(amount.scale()));
      }
      case INTEGER -> number(sheet, column, BigDecimal.valueOf((Long) value), CellStyle.QUANTITY);
      case DATE -> sheet.date(column, (LocalDate) value);
      case INSTANT -> sheet.instant(column, (Instant) value);
      case BOOLEAN -> sheet.flag(column, (Boolean) value);
    }
  }

  private void number(Sheet sheet, int column, BigDecimal number, CellStyle style) {
    if (!Sheet.isExact(number)) {
      inexact.set(column);
    }
    sheet.number(column, number, style);
  }

  /** What is filtered ends with the last line: totals stay in sight. */
  private void closeLines(Sheet sheet) throws IOException {
    sheet.flush();
    sheet.worksheet().setAutoFilter(0, 0, sheet.row() - 1, report.columns().size() - 1);
    lines.add(new LineRange(sheet.name(), sheet.row()));
  }

  @Override
  public void end(Totals totals) throws IOException {
    csvFormat.end(totals);
    Sheet sheet = sheet();
    closeLines(sheet);
    if (sheet.row() + totals.rows().size() > mostRows) {
      sheet.close();
      current = null;
      sheet = sheet();
    }
    var row = new TotalRow(report.columns(), new SumFormulas(report.columns(), lines, inexact));
    for (Totals.Total total : totals.rows()) {
      row.write(sheet, total);
      sheet.nextRow();
    }
    sheet.close();
    String hash = HexFormat.of().formatHex(csv.getMessageDigest().digest());
    new Manifest(report, count, totals, hash).write(new Sheet(workbook, "manifest"));
    workbook.finish();
  }
}

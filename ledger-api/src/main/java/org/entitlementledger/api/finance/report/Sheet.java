package org.entitlementledger.api.finance.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.dhatim.fastexcel.RichText;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.entitlementledger.api.web.answer.CsvTable;

/** A sheet of a workbook that is written row by row. */
final class Sheet {
  /** Spreadsheets calculate in 64-bit floating point, which holds so many digits of any number. */
  private static final int EXACT_DIGITS = 15;

  /** The calendar of spreadsheets begins here. */
  private static final int FIRST_YEAR = 1900;

  private final Worksheet sheet;
  private int row;

  Sheet(Workbook workbook, String name) {
    sheet = workbook.newWorksheet(name);
  }

  Worksheet worksheet() {
    return sheet;
  }

  String name() {
    return sheet.getName();
  }

  /** The current row, counted from 0. */
  int row() {
    return row;
  }

  void nextRow() {
    row++;
  }

  /** Whether a spreadsheet calculates with this very number. */
  static boolean isExact(BigDecimal number) {
    return number.stripTrailingZeros().precision() <= EXACT_DIGITS;
  }

  /** Text that is computed by no spreadsheet and known to no other cell. */
  void text(int column, String text) {
    String cell = cellText(text);
    if (cell.equals(cell.strip())) {
      sheet.inlineString(row, column, cell);
    } else {
      // plain text loses the white space around it
      sheet.inlineString(row, column, RichText.builder().run(cell).end().build());
    }
  }

  /** Text as its cell has it: neither a formula nor an escape ({@code _x0041_} is A). */
  static String cellText(String text) {
    return CsvTable.neutral(text).replaceAll("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_");
  }

  void header(int column, String name) {
    text(column, name);
    CellStyle.HEADER.set(sheet, row, column);
  }

  /** A number as a number where that is exact, otherwise its digits as text. */
  void number(int column, BigDecimal number, CellStyle style) {
    if (isExact(number)) {
      sheet.value(row, column, number);
      style.set(sheet, row, column);
    } else {
      sheet.inlineString(row, column, number.toPlainString());
    }
  }

  void date(int column, LocalDate date) {
    if (date.getYear() < FIRST_YEAR) {
      text(column, date.toString());
      return;
    }
    sheet.value(row, column, date);
    CellStyle.DATE.set(sheet, row, column);
  }

  /** In UTC, rounded to milliseconds. */
  void instant(int column, Instant instant) {
    LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    if (time.getYear() < FIRST_YEAR) {
      text(column, instant.toString());
      return;
    }
    sheet.value(row, column, time.truncatedTo(ChronoUnit.MILLIS));
    CellStyle.INSTANT.set(sheet, row, column);
  }

  void flag(int column, boolean flag) {
    sheet.value(row, column, flag);
  }

  /** Writes all rows so far, and forgets them. */
  void flush() throws IOException {
    sheet.flush();
  }

  void close() throws IOException {
    sheet.close();
  }
}

package org.entitlementledger.api.finance.report;

import java.math.BigDecimal;
import org.entitlementledger.api.settings.ProgramVersion;
import org.entitlementledger.api.web.answer.Json;
import tools.jackson.databind.JsonNode;

/**
 * Says what a workbook holds and where it comes from.
 *
 * @param rows the number of lines
 * @param csvHash the SHA-256 of the same report as CSV
 */
record Manifest(Report<?> report, long rows, Totals totals, String csvHash) {
  private static final double WIDTH_OF_NAMES = 40;
  private static final double WIDTH_OF_VALUES = 70;

  void write(Sheet sheet) {
    sheet.worksheet().width(0, WIDTH_OF_NAMES);
    sheet.worksheet().width(1, WIDTH_OF_VALUES);
    text(sheet, "report", report.name());
    parameters(sheet, "", Json.tree(report.parameters()));
    number(sheet, "position", BigDecimal.valueOf(report.position()));
    if (report.checkpoint() != null) {
      text(sheet, "checkpoint", report.checkpoint());
    }
    number(sheet, "rows", BigDecimal.valueOf(rows));
    for (Totals.Total total : totals.rows()) {
      total
          .figures()
          .forEach((column, figure) -> number(sheet, total.label() + ": " + column, figure));
    }
    text(sheet, "times", "UTC");
    text(sheet, "csvSha256", csvHash);
    text(sheet, "version", ProgramVersion.text());
  }

  /** What was asked for; the parts of a period are parameters of their own. */
  private static void parameters(Sheet sheet, String prefix, JsonNode parameters) {
    for (var parameter : parameters.properties()) {
      String name = prefix + parameter.getKey();
      JsonNode value = parameter.getValue();
      if (value.isObject()) {
        parameters(sheet, name + ".", value);
      } else {
        text(sheet, name, value.asString());
      }
    }
  }

  private static void text(Sheet sheet, String name, String value) {
    sheet.header(0, name);
    sheet.text(1, value);
    sheet.nextRow();
  }

  private static void number(Sheet sheet, String name, BigDecimal value) {
    sheet.header(0, name);
    sheet.number(1, value, CellStyle.QUANTITY);
    sheet.nextRow();
  }
}

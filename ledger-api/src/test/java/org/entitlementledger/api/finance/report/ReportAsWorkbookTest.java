package org.entitlementledger.api.finance.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.entitlementledger.api.finance.report.Figures.Line;
import org.entitlementledger.projections.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reports as workbooks, as other programs read them. */
class ReportAsWorkbookTest {
  private static final List<Line> LINES =
      List.of(
          Line.of("acme", "Größe; \"quoted\" <&>", "1.5", "10.00"),
          Line.of("=cmd()", "\nbreak ", "-3", "-0.50"),
          Line.of("00012", "_x0041_", "2", "20.25"),
          Line.of("zen", null, "4", "500", "JPY"),
          Line.of("zen", null, "8", "1.001", "KWD"),
          Line.of("zen", null, "16", "0", null));

  private static final String SHEET = "xl/worksheets/sheet1.xml";
  private static final String STYLES = "xl/styles.xml";

  @TempDir private Path folder;

  @Test
  void holdsTheLinesAsTextNumbersAndDates() throws IOException {
    List<Row> rows = rows(book(LINES), 0);
    assertThat(rows.getFirst().stream().map(Cell::asString))
        .containsExactlyElementsOf(Figures.report(LINES).header());
    Row first = rows.get(1);
    assertThat(first.getCellAsString(0)).contains("acme");
    assertThat(first.getCellAsString(1)).contains("Größe; \"quoted\" <&>");
    assertThat(first.getCellAsNumber(2)).contains(new BigDecimal("1.5"));
    assertThat(first.getCellAsNumber(3)).contains(new BigDecimal("10.00"));
    assertThat(first.getCellAsString(5)).contains("USD");
    assertThat(first.getCellAsDate(6)).contains(LocalDateTime.parse("2025-06-30T00:00:00"));
    assertThat(first.getCellAsDate(7)).contains(LocalDateTime.parse("2025-06-30T23:59:59.999"));
    assertThat(first.getCellAsNumber(8)).contains(new BigDecimal("7"));
    assertThat(first.getCellAsBoolean(9)).contains(true);
    assertThat(rows.get(2).getCellAsString(0)).contains("'=cmd()");
    assertThat(rows.get(2).getCellAsString(1)).contains("'\nbreak ");
    assertThat(rows.get(3).getCell(0).getType()).isEqualTo(CellType.STRING);
    assertThat(rows.get(3).getCellAsString(0)).contains("00012");
    // what a spreadsheet reads as _x0041_ and not as A
    assertThat(rows.get(3).getCellAsString(1)).contains("_x005F_x0041_");
    assertThat(rows.get(4).getOptionalCell(1)).isEmpty();
  }

  @Test
  void addsUpByFormulasWithCachedValues() throws IOException {
    List<Row> rows = rows(book(LINES), 0);
    assertThat(rows).hasSize(1 + 6 + 4);
    List<Row> totals = rows.subList(7, 11);
    assertThat(totals.stream().map(row -> row.getCellText(0)))
        .containsExactly("Total", "Total JPY", "Total KWD", "Total USD");
    Row usd = totals.get(3);
    assertThat(usd.getCell(2).getFormula())
        .isEqualTo("SUMIFS('figures'!$C$2:$C$7,'figures'!$F$2:$F$7,\"=USD\")");
    assertThat(totals.getFirst().getCell(4).getFormula())
        .isEqualTo("SUMIFS('figures'!$E$2:$E$7,'figures'!$F$2:$F$7,\"=\")");
    assertThat(figures(usd)).containsExactly("0.5", "29.75", "2.975");
    assertThat(figures(totals.get(1))).containsExactly("4", "500", "50.0");
    assertThat(figures(totals.get(2))).containsExactly("8", "1.001", "0.1001");
    assertThat(usd.getCellText(5)).isEqualTo("USD");
    for (Row total : totals) {
      for (int column = 2; column <= 4; column++) {
        assertThat(total.getCell(column).getFormula()).as(total.toString()).isNotEmpty();
      }
    }
  }

  private static List<String> figures(Row total) {
    return List.of(total.getCell(2), total.getCell(3), total.getCell(4)).stream()
        .map(Cell::getRawValue)
        .toList();
  }

  /** The totals' cells are bold, and have the formats of the lines' cells. */
  @Test
  void showsNegativeFiguresInRedWithAMinus() throws Exception {
    Map<String, Document> parts = parts(book(LINES));
    Document sheet = part(parts, SHEET);
    Document styles = part(parts, STYLES);
    assertThat(format(sheet, styles, "C3")).isEqualTo("General;[Red]-General");
    assertThat(format(sheet, styles, "D3")).isEqualTo("#,##0.00;[Red]-#,##0.00");
    assertThat(format(sheet, styles, "D5")).isEqualTo("#,##0;[Red]-#,##0");
    assertThat(format(sheet, styles, "D6")).isEqualTo("#,##0.000;[Red]-#,##0.000");
    assertThat(format(sheet, styles, "G3")).isEqualTo("yyyy-mm-dd");
    assertThat(format(sheet, styles, "C11")).isEqualTo("General;[Red]-General");
    assertThat(format(sheet, styles, "D11")).isEqualTo("#,##0.00;[Red]-#,##0.00");
    assertThat(format(sheet, styles, "E11")).isEqualTo("#,##0.000;[Red]-#,##0.000");
    for (String cell : List.of("A1", "A11", "C11", "D11", "E11", "F11")) {
      assertThat(isBold(sheet, styles, cell)).as(cell).isTrue();
    }
    assertThat(isBold(sheet, styles, "D3")).isFalse();
  }

  @Test
  void freezesAndFiltersTheHeader() throws Exception {
    Document sheet = part(parts(book(LINES)), SHEET);
    var pane = (Element) sheet.getElementsByTagName("pane").item(0);
    assertThat(pane.getAttribute("state")).isEqualTo("frozen");
    assertThat(pane.getAttribute("topLeftCell")).isEqualTo("A2");
    var filter = (Element) sheet.getElementsByTagName("autoFilter").item(0);
    assertThat(filter.getAttribute("ref")).isEqualTo("A1:J7");
  }

  @Test
  void saysInItsManifestWhereItComesFrom() throws IOException {
    var manifest = new LinkedHashMap<String, String>();
    rows(book(LINES), 1)
        .forEach(row -> manifest.put(row.getCellText(0), row.getCell(1).getRawValue()));
    var csv = new ByteArrayOutputStream();
    Report<Line> report = Figures.report(LINES);
    ReportAnswer.write(report, new ReportAsCsv<>(report, csv));
    assertThat(manifest)
        .containsEntry("report", "figures")
        .containsEntry("period.start", "2025-06-01")
        .containsEntry("account", "'=1+1")
        .containsEntry("position", "312")
        .containsEntry("checkpoint", "head")
        .containsEntry("rows", "6")
        .containsEntry("Total USD: amount", "29.75")
        .containsEntry("csvSha256", Sha256.hex(csv.toString(UTF_8)))
        .containsEntry("version", "(not packaged)");
  }

  @Test
  void givesNumbersThatNoSpreadsheetHoldsAsText() throws IOException {
    List<Row> rows =
        rows(
            book(
                List.of(
                    Line.of("a", "b", "123456789012.1234", "1000000000000000.00"),
                    Line.of("a", "b", "1", "0.01"))),
            0);
    assertThat(rows.get(1).getCell(2).getType()).isEqualTo(CellType.STRING);
    assertThat(rows.get(1).getCellText(2)).isEqualTo("123456789012.1234");
    assertThat(rows.get(1).getCellAsNumber(3)).contains(new BigDecimal("1000000000000000.00"));
    Row total = rows.get(3);
    assertThat(total.getCell(2).getType()).isEqualTo(CellType.STRING);
    assertThat(total.getCellText(2)).isEqualTo("123456789013.1234");
    assertThat(total.getCellText(3)).isEqualTo("1000000000000000.01");
    assertThat(total.getCell(4).getFormula()).isNull();
  }

  @Test
  void hasTotalsWithoutLines() throws IOException {
    var zero = Totals.Total.ofAll(Map.of("units", BigDecimal.ZERO));
    List<Row> rows =
        rows(book(Figures.report(taker -> new Totals(Map.of(), List.of(zero))), 100), 0);
    assertThat(rows).hasSize(2);
    assertThat(rows.get(1).getCellText(0)).isEqualTo("Total");
    assertThat(rows.get(1).getCellAsNumber(2)).contains(BigDecimal.ZERO);
    assertThat(rows.get(1).getCell(2).getFormula()).isNull();
  }

  @Test
  void goesOnWhereASheetIsFull() throws IOException {
    var lines = new ArrayList<Line>();
    for (int i = 1; i <= 12; i++) {
      lines.add(Line.of("a" + i, null, "1", "1.00"));
    }
    byte[] book = book(Figures.report(lines), 6);
    try (var read = new ReadableWorkbook(new ByteArrayInputStream(book))) {
      assertThat(read.getSheets().map(Sheet::getName))
          .containsExactly("figures", "figures 2", "figures 3", "manifest");
    }
    assertThat(rows(book, 0)).hasSize(6);
    assertThat(rows(book, 1).get(5).getCellText(0)).isEqualTo("a10");
    Row total = rows(book, 2).get(3);
    assertThat(total.getCell(2).getRawValue()).isEqualTo("12");
    assertThat(total.getCell(2).getFormula())
        .isEqualTo(
            "SUMIFS('figures'!$C$2:$C$6,'figures'!$F$2:$F$6,\"=USD\")"
                + "+SUMIFS('figures 2'!$C$2:$C$6,'figures 2'!$F$2:$F$6,\"=USD\")"
                + "+SUMIFS('figures 3'!$C$2:$C$3,'figures 3'!$F$2:$F$3,\"=USD\")");
  }

  private static byte[] book(List<Line> lines) throws IOException {
    return book(Figures.report(lines), 1_000);
  }

  private static byte[] book(Report<Line> report, int mostRows) throws IOException {
    var out = new ByteArrayOutputStream();
    ReportAnswer.write(report, new ReportAsWorkbook<>(report, out, mostRows));
    return out.toByteArray();
  }

  private static List<Row> rows(byte[] book, int sheet) throws IOException {
    try (var read = new ReadableWorkbook(new ByteArrayInputStream(book))) {
      return read.getSheets().toList().get(sheet).read();
    }
  }

  private static Document part(Map<String, Document> parts, String name) {
    return Objects.requireNonNull(parts.get(name), name);
  }

  private Map<String, Document> parts(byte[] book)
      throws IOException, ParserConfigurationException, SAXException {
    var parts = new LinkedHashMap<String, Document>();
    Path file = Files.write(folder.resolve("book.xlsx"), book);
    try (var zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        var builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
        parts.put(entry.getName(), builder.parse(zip.getInputStream(entry)));
      }
    }
    return parts;
  }

  private static Element style(Document sheet, Document styles, String address) {
    NodeList cells = sheet.getElementsByTagName("c");
    for (int i = 0; i < cells.getLength(); i++) {
      var cell = (Element) cells.item(i);
      if (cell.getAttribute("r").equals(address)) {
        var known = (Element) styles.getElementsByTagName("cellXfs").item(0);
        int index = Integer.parseInt(cell.getAttribute("s"));
        return (Element) known.getElementsByTagName("xf").item(index);
      }
    }
    throw new AssertionError("no cell " + address);
  }

  private static String format(Document sheet, Document styles, String address) {
    String id = style(sheet, styles, address).getAttribute("numFmtId");
    NodeList formats = styles.getElementsByTagName("numFmt");
    for (int i = 0; i < formats.getLength(); i++) {
      var one = (Element) formats.item(i);
      if (one.getAttribute("numFmtId").equals(id)) {
        return one.getAttribute("formatCode");
      }
    }
    throw new AssertionError("no format " + id);
  }

  private static boolean isBold(Document sheet, Document styles, String address) {
    int font = Integer.parseInt(style(sheet, styles, address).getAttribute("fontId"));
    var fonts = (Element) styles.getElementsByTagName("fonts").item(0);
    var bold =
        (Element)
            ((Element) fonts.getElementsByTagName("font").item(font))
                .getElementsByTagName("b")
                .item(0);
    return bold != null && !bold.getAttribute("val").equals("false");
  }
}

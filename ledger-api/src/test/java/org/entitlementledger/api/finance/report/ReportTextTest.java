package org.entitlementledger.api.finance.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.entitlementledger.api.finance.report.Figures.Line;
import org.junit.jupiter.api.Test;

/** Reports as JSON and CSV. */
class ReportTextTest {
  private static final List<Line> LINES =
      List.of(
          Line.of("acme", "Größe; \"quoted\"", "1.5", "10.00"),
          Line.of("=cmd()", "\nbreak", "-3", "-0.005"),
          new Line(
              "00012",
              null,
              Line.of("x", null, "123456789012.123456789012", "0").units(),
              Line.of("x", null, "1", "1000000000000000.00").amount(),
              Line.of("x", null, "1", "0").amount(),
              "JPY",
              null,
              null,
              null,
              null));

  @Test
  void isJsonWithParametersInFrontAndTotalsAtTheEnd() throws IOException {
    var out = new ByteArrayOutputStream();
    Report<Line> report = Figures.report(LINES);
    ReportAnswer.write(report, new ReportAsJson<>(report, out));
    assertThat(out.toString(UTF_8))
        .startsWith(
            "{\"period\":{\"start\":\"2025-06-01\"},\"account\":\"=1+1\",\"position\":312,"
                + "\"lines\":[{\"accountId\":\"acme\",\"name\":\"Größe; \\\"quoted\\\"\","
                + "\"units\":1.5,")
        .contains("{\"accountId\":\"=cmd()\",\"name\":\"\\nbreak\",\"units\":-3,")
        .endsWith(
            "],\"totals\":{\"JPY\":{\"units\":123456789012.123456789012,"
                + "\"amount\":1000000000000000.00,\"tax\":0},"
                + "\"USD\":{\"units\":-1.5,\"amount\":9.995,\"tax\":0.9995}}}");
  }

  @Test
  void isCsvWithTextQuotedAndNumbersBare() throws IOException {
    assertThat(csv(LINES))
        .isEqualTo(
            """
            accountId,name,units,amount,tax,currency,day,at,count,met
            "acme","Größe; ""quoted""\",1.5,10.00,1.000,"USD",2025-06-30,2025-06-30T23:59:59.999999Z,7,true
            "'=cmd()","'
            break",-3,-0.005,-0.0005,"USD",2025-06-30,2025-06-30T23:59:59.999999Z,7,true
            "00012",,123456789012.123456789012,1000000000000000.00,0,"JPY",,,,
            """
                .replace("\n", "\r\n")
                .replace("\"'\r\nbreak", "\"'\nbreak"));
  }

  @Test
  void neutralisesTextThatASpreadsheetWouldCompute() throws IOException {
    for (String begin : List.of("=", "+", "-", "@", "\t", "\r", "\n")) {
      assertThat(csv(List.of(Line.of("a", begin + "1", "1", "1"))))
          .contains("\r\n\"a\",\"'" + begin + "1\",1,1,");
    }
    assertThat(csv(List.of(Line.of("a", "1=1", "1", "1")))).contains("\"a\",\"1=1\",");
    assertThat(csv(List.of(Line.of("a", "", "1", "1")))).contains("\"a\",\"\",1,1,");
  }

  @Test
  void isNotEndedWhereARowCannotBeComputed() {
    var out = new ByteArrayOutputStream();
    Report<Line> report =
        Figures.report(
            taker -> {
              taker.take(LINES.getFirst());
              throw new IllegalStateException("no more");
            });
    assertThatThrownBy(() -> ReportAnswer.write(report, new ReportAsJson<>(report, out)))
        .hasMessage("no more");
    assertThat(out.toString(UTF_8)).doesNotContain("totals", "]}");
  }

  @Test
  void namesItsFileByWhatItHolds() {
    assertThat(Figures.report(LINES).fileName("csv")).isEqualTo("figures_2025-06_a-b-c.csv");
  }

  private static String csv(List<Line> lines) throws IOException {
    var out = new ByteArrayOutputStream();
    Report<Line> report = Figures.report(lines);
    ReportAnswer.write(report, new ReportAsCsv<>(report, out));
    return out.toString(UTF_8);
  }
}

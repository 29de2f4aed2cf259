package org.entitlementledger.api.finance.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.entitlementledger.api.command.ResponseMapper;
import org.entitlementledger.api.web.answer.Formats;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/**
 * Answers a report as JSON, CSV or a workbook, as {@code Accept} asks. Rows are written while they
 * are computed: one that cannot be computed breaks the answer off.
 */
public final class ReportAnswer {
  /** A workbook (ISO/IEC 29500). */
  public static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private static final MediaType WORKBOOK = MediaType.parseMediaType(XLSX);
  private static final MediaType CSV = new MediaType(Formats.CSV, UTF_8);
  private static final List<MediaType> OFFERED =
      List.of(MediaType.APPLICATION_JSON, Formats.CSV, WORKBOOK);
  private static final int BUFFER = 1 << 16;

  private ReportAnswer() {}

  /**
   * Writes the whole answer.
   *
   * @throws org.entitlementledger.api.problem.RequestRejected {@code not-acceptable}
   */
  public static <R> void write(
      Report<R> report, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    MediaType format = Formats.chosen(request, OFFERED);
    response.setHeader(ResponseMapper.POSITION, Long.toString(report.position()));
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition(report, format).toString());
    response.setContentType((format.equals(Formats.CSV) ? CSV : format).toString());
    if (HttpMethod.HEAD.matches(request.getMethod())) {
      return;
    }
    var out = new BufferedOutputStream(response.getOutputStream(), BUFFER);
    write(report, format(report, format, out));
    out.flush();
  }

  private static <R> ReportFormat<R> format(Report<R> report, MediaType format, OutputStream out) {
    if (format.equals(Formats.CSV)) {
      return new ReportAsCsv<>(report, out);
    }
    return format.equals(WORKBOOK)
        ? new ReportAsWorkbook<>(report, out)
        : new ReportAsJson<>(report, out);
  }

  static <R> void write(Report<R> report, ReportFormat<R> format) throws IOException {
    format.begin();
    format.end(report.lines().each(format::row));
  }

  /** A browser shows JSON, and saves the others. */
  private static ContentDisposition disposition(Report<?> report, MediaType format) {
    if (format.equals(MediaType.APPLICATION_JSON)) {
      return ContentDisposition.inline().filename(report.fileName("json")).build();
    }
    String extension = format.equals(Formats.CSV) ? "csv" : "xlsx";
    return ContentDisposition.attachment().filename(report.fileName(extension)).build();
  }
}

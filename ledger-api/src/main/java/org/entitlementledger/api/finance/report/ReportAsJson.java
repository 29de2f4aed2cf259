package org.entitlementledger.api.finance.report;

import java.io.IOException;
import java.io.OutputStream;
import org.entitlementledger.core.json.LedgerJson;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;

/** Writes parameters and position, then the lines, then the totals. */
final class ReportAsJson<R> implements ReportFormat<R> {
  private final Report<R> report;
  private final JsonGenerator json;

  ReportAsJson(Report<R> report, OutputStream out) {
    this.report = report;
    json =
        LedgerJson.mapper()
            .writer()
            .without(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .createGenerator(out);
  }

  @Override
  public void begin() {
    json.writeStartObject();
    report.parameters().forEach(json::writePOJOProperty);
    json.writeNumberProperty("position", report.position());
    json.writeName("lines");
    json.writeStartArray();
  }

  @Override
  public void row(R row) {
    json.writePOJO(row);
  }

  @Override
  public void end(Totals totals) throws IOException {
    json.writeEndArray();
    json.writePOJOProperty("totals", totals.json());
    json.writeEndObject();
    json.flush();
  }
}

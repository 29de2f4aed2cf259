package org.entitlementledger.api.web.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table as CSV (RFC 4180; UTF-8, CRLF). Below the header, cells of text are quoted,
 * because spreadsheets in many locales also separate by semicolons; all other cells are bare.
 */
public final class CsvTable {
  /** Spreadsheets take a cell that begins with one of these for a formula. */
  private static final String FORMULA = "=+-@\t\r\n";

  private final CsvWriter writer;
  private final Quotes quotes;

  private CsvTable(CsvWriter writer, Quotes quotes) {
    this.writer = writer;
    this.quotes = quotes;
  }

  /** Starts a table with its header. */
  public static CsvTable start(List<String> header, OutputStream out) {
    var quotes = new Quotes(header.size());
    CsvWriter writer =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.CRLF)
            .quoteStrategy(quotes)
            .build(out, UTF_8);
    writer.writeRecord(header);
    return new CsvTable(writer, quotes);
  }

  /**
   * A cell.
   *
   * @param content null for an empty cell
   * @param text whether it is text, neither a number nor a time
   */
  public record Cell(@Nullable String content, boolean text) {
    /** A cell of text. */
    public static Cell text(@Nullable String content) {
      return new Cell(content == null ? null : neutral(content), true);
    }

    /** A number, a time or a truth value, which is no text. */
    public static Cell bare(@Nullable Object content) {
      return new Cell(content == null ? null : content.toString(), false);
    }
  }

  /** Writes one line. */
  public void line(List<Cell> cells) {
    var contents = new ArrayList<@Nullable String>(cells.size());
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      quotes.text[i] = cell.text;
      contents.add(cell.content);
    }
    writer.writeRecord(contents);
  }

  /** Passes on everything that was written. The stream stays open. */
  public void flush() throws IOException {
    writer.flush();
  }

  /** The text with an apostrophe in front where a spreadsheet would compute it. */
  public static String neutral(String text) {
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  /** Quotes what the current line says is text. */
  private static final class Quotes implements QuoteStrategy {
    private final boolean[] text;

    Quotes(int columns) {
      text = new boolean[columns];
      Arrays.fill(text, false);
    }

    @Override
    public boolean quoteValue(int line, int field, String value) {
      return text[field];
    }

    @Override
    public boolean quoteEmpty(int line, int field) {
      return text[field];
    }
  }
}

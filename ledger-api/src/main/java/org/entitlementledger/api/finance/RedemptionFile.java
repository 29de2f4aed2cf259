package org.entitlementledger.api.finance;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.entitlementledger.core.kernel.Refusal;
import org.entitlementledger.core.reconciliation.Row;

/** A provider's file of redemptions: CSV in UTF-8 with a header (FINANCE.md, "Reconciliation"). */
final class RedemptionFile {
  /** How many rows are looked at together. */
  private static final int PIECE = 1_000;

  /** More characters in one record than there may be in a line: a quote that nobody closed. */
  private static final int LONGEST_RECORD = 1 << 21;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private RedemptionFile() {}

  /**
   * Reads a file piece by piece, in the order of its rows. Empty lines are numbered and left out.
   *
   * @throws Refusal {@code validation} where it is no CSV or lacks a column, at whatever piece
   */
  static void read(Path file, Consumer<List<Row>> pieces) {
    try (var quotes = new Quotes(text(file));
        CsvReader<CsvRecord> records = open(quotes)) {
      read(records, pieces);
      quotes.refuseOpen();
    } catch (CsvParseException malformed) {
      throw torn();
    } catch (CharacterCodingException malformed) {
      throw RedemptionColumns.refused("is not UTF-8");
    } catch (UncheckedIOException failed) {
      if (failed.getCause() instanceof CharacterCodingException) {
        throw RedemptionColumns.refused("is not UTF-8");
      }
      throw failed;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Refusal torn() {
    return RedemptionColumns.refused("is not well-formed CSV: is there a quote without its end?");
  }

  /**
   * Counts quotes: fields have none but in pairs (RFC 4180 section 2), and the reader takes the end
   * of the file for the end of a field that was never closed.
   */
  private static final class Quotes extends FilterReader {
    private long quotes;

    Quotes(Reader text) {
      super(text);
    }

    @Override
    public int read(char[] characters, int offset, int length) throws IOException {
      int read = super.read(characters, offset, length);
      for (int i = offset; i < offset + read; i++) {
        quotes += characters[i] == '"' ? 1 : 0;
      }
      return read;
    }

    void refuseOpen() {
      if (quotes % 2 != 0) {
        throw torn();
      }
    }
  }

  private static void read(CsvReader<CsvRecord> records, Consumer<List<Row>> pieces) {
    RedemptionColumns columns = null;
    var piece = new ArrayList<Row>();
    long line = 0;
    for (CsvRecord record : records) {
      line++;
      if (columns == null) {
        columns = RedemptionColumns.of(record.getFields());
      } else if (!isEmpty(record)) {
        piece.add(columns.row(line, record.getFields()));
      }
      if (piece.size() == PIECE) {
        pieces.accept(List.copyOf(piece));
        piece.clear();
      }
    }
    if (columns == null) {
      throw RedemptionColumns.refused("is empty");
    }
    if (!piece.isEmpty()) {
      pieces.accept(List.copyOf(piece));
    }
  }

  private static boolean isEmpty(CsvRecord record) {
    return record.getFieldCount() == 1 && record.getField(0).isEmpty();
  }

  private static CsvReader<CsvRecord> open(Quotes text) {
    return CsvReader.builder()
        .skipEmptyLines(false)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .maxBufferSize(LONGEST_RECORD)
        .ofCsvRecord(text);
  }

  private static Reader text(Path file) throws IOException {
    // a reader of the JDK refuses what is not UTF-8
    BufferedReader text = Files.newBufferedReader(file);
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return text;
  }
}

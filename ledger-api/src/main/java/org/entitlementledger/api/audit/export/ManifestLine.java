package org.entitlementledger.api.audit.export;

import java.io.IOException;
import org.entitlementledger.api.audit.export.RawLineReader.ByteLine;
import org.entitlementledger.core.json.LedgerJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The manifest as it stands in its line. */
public record ManifestLine(ExportManifest manifest) {
  /** The manifest at the end of an export; null where its last line is none. */
  static @Nullable ExportManifest of(ExportSource export) throws IOException {
    try (var in = export.open()) {
      var lines = new RawLineReader(in);
      ByteLine last = null;
      for (ByteLine next = lines.next(); next != null; next = lines.next()) {
        last = next;
      }
      return last == null ? null : read(last.bytes());
    }
  }

  /** Reads a line; null where it is no manifest. */
  private static @Nullable ExportManifest read(byte[] line) {
    try {
      ManifestLine read = LedgerJson.mapper().readValue(line, ManifestLine.class);
      return read == null ? null : read.manifest();
    } catch (JacksonException other) {
      return null;
    }
  }
}

package org.entitlementledger.api.audit.export;

import java.io.Closeable;
import java.io.IOException;
import org.entitlementledger.projections.log.StoredEvent;
import org.jspecify.annotations.Nullable;

/** Proves, beside a filtered export, that its lines are in the log. */
public interface InclusionEvidence extends Closeable {
  /**
   * Starts with the export's manifest.
   *
   * @throws IOException where the evidence cannot be read
   */
  void begin(ExportManifest manifest, ExportFindings findings) throws IOException;

  /**
   * Holds a line against it. Lines come in the order of the file.
   *
   * @return why the line is not shown to be in the log; null where it is
   * @throws IOException where the evidence cannot be read
   */
  @Nullable String refutes(byte[] line, StoredEvent event) throws IOException;

  /**
   * Ends after the last line.
   *
   * @throws IOException where the evidence cannot be read
   */
  void end(ExportFindings findings) throws IOException;

  /** Whether it has been held against a signed head of that size that was kept. */
  boolean compares(long size);

  /** What it shows, as the end of a sentence. */
  String words();
}

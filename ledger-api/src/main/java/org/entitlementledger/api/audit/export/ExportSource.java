package org.entitlementledger.api.audit.export;

import java.io.IOException;
import java.io.InputStream;

/** Where an export is read from, as often as its verification needs: a file, or bytes. */
@FunctionalInterface
public interface ExportSource {
  /**
   * Opens it at its first byte; the reader closes it.
   *
   * @throws IOException where it cannot be read
   */
  InputStream open() throws IOException;
}

package org.entitlementledger.api.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.entitlementledger.api.audit.EventAnswer;
import org.entitlementledger.core.wire.LedgerJson;
import org.entitlementledger.projections.audit.AuditQueries;

/** All events of a ledger as lines of JSON, with the fields of {@code audit/events}. */
final class Export {
  private Export() {}

  /**
   * Writes them.
   *
   * @param file must not be there; its owner alone may read it
   * @return how many there are
   */
  static long write(OpenLedger ledger, Path file) throws IOException {
    var onlyOwner =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = Files.newByteChannel(file, options, onlyOwner);
        var lines = new BufferedWriter(Channels.newWriter(channel, UTF_8))) {
      return new AuditQueries(ledger.jdbc())
          .each(
              event -> {
                try {
                  lines.write(LedgerJson.mapper().writeValueAsString(EventAnswer.of(event)));
                  lines.write('\n');
                } catch (IOException full) {
                  throw new UncheckedIOException(full);
                }
              });
    }
  }
}

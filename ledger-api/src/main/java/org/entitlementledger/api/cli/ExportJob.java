package org.entitlementledger.api.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.entitlementledger.api.audit.export.Export;
import org.entitlementledger.projections.audit.AuditFilter;
import org.entitlementledger.projections.audit.AuditQueries;
import org.entitlementledger.projections.log.HeadTable;
import org.entitlementledger.projections.tree.Checkpoints;
import org.entitlementledger.projections.tree.SignedHead;
import org.entitlementledger.projections.tree.TreeDamaged;
import org.jspecify.annotations.Nullable;

/** Exports all sealed events, as {@code GET /v1/audit/export} does. */
final class ExportJob {
  private ExportJob() {}

  /**
   * Writes the export.
   *
   * @param file must not exist; only its owner may read it
   * @return a line for the report
   * @throws JobRefused if nothing is sealed yet
   */
  static String write(OpenLedger ledger, Path file, JobOutput output) throws IOException {
    SignedHead head = head(ledger);
    if (head == null) {
      throw new JobRefused("nothing is sealed yet: start the service once");
    }
    var onlyOwner =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    long events;
    try (var channel = Files.newByteChannel(file, options, onlyOwner);
        var out = new BufferedOutputStream(Channels.newOutputStream(channel));
        var progress = new JobProgress(output, "export")) {
      events =
          new Export(AuditFilter.ALL, head.size(), head.note())
              .write(new AuditQueries(ledger.jdbc()), out, rows -> progress.at(rows, head.size()));
    }
    long later = new HeadTable(ledger.jdbc()).read().size() - head.size();
    return "exported "
        + events
        + " events up to position "
        + head.size()
        + (later > 0 ? "; later ones are not sealed yet: " + later : "");
  }

  private static @Nullable SignedHead head(OpenLedger ledger) {
    try {
      var checkpoints = new Checkpoints(ledger.jdbc());
      checkpoints.refresh();
      return checkpoints.newest();
    } catch (TreeDamaged damaged) {
      throw new JobRefused(String.valueOf(damaged.getMessage()));
    }
  }
}

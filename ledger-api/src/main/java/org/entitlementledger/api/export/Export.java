package org.entitlementledger.api.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.TreeMap;
import org.entitlementledger.core.wire.LedgerJson;
import org.entitlementledger.projections.Sha256;
import org.entitlementledger.projections.audit.AuditFilter;
import org.entitlementledger.projections.audit.AuditQueries;
import org.entitlementledger.projections.log.StoredEvent;
import org.entitlementledger.projections.tree.Checkpoint;
import org.entitlementledger.projections.tree.SignedNote;
import org.jspecify.annotations.Nullable;

/**
 * An export: events as lines, and the manifest by which they are verified. Made of what is stored
 * up to a position alone, so that the same question gives the same bytes at any later time.
 */
public final class Export {
  private static final String REHEARSAL = "/rehearsal";

  private final AuditFilter filter;
  private final String checkpoint;
  private final Checkpoint head;
  private final MessageDigest digest = Sha256.digest();
  private final TreeMap<String, Long> totals = new TreeMap<>();
  private @Nullable Long first;
  private @Nullable Long last;
  private long rows;

  /**
   * Makes ready for one.
   *
   * @param checkpoint the signed head of the last position that may be in it
   */
  public Export(AuditFilter filter, String checkpoint) {
    this.filter = filter;
    this.checkpoint = checkpoint;
    head = Checkpoint.parse(SignedNote.parse(checkpoint).text());
  }

  /**
   * Writes it, once.
   *
   * @return how many events are in it
   * @throws UncheckedIOException where {@code out} takes no more
   */
  public long write(AuditQueries audit, OutputStream out) {
    audit.eachStored(filter, head.size(), event -> line(event, out));
    put(out, bytes(manifest()));
    return rows;
  }

  private void line(StoredEvent event, OutputStream out) {
    byte[] line = bytes(ExportLine.of(event));
    put(out, line);
    digest.update(line);
    totals.merge(event.type(), 1L, Long::sum);
    first = first == null ? event.position() : first;
    last = event.position();
    rows++;
  }

  private ManifestLine manifest() {
    return new ManifestLine(
        new ExportManifest(
            ExportManifest.FORMAT,
            head.origin(),
            head.origin().endsWith(REHEARSAL),
            LedgerJson.mapper().valueToTree(filter),
            head.size(),
            first,
            last,
            rows,
            totals,
            HexFormat.of().formatHex(digest.digest()),
            checkpoint));
  }

  private static byte[] bytes(Object line) {
    return (LedgerJson.mapper().writeValueAsString(line) + "\n").getBytes(UTF_8);
  }

  private static void put(OutputStream out, byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }
}

package org.entitlementledger.api.audit.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.Sha256;
import org.entitlementledger.projections.audit.AuditFilter;
import org.entitlementledger.projections.audit.AuditQueries;
import org.entitlementledger.projections.log.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * An export: events as lines, and the manifest that verifies them. It depends only on what is
 * stored up to a position, so the same request always gives the same bytes.
 */
public final class Export {
  private static final String REHEARSAL = "/rehearsal";

  private final AuditFilter filter;
  private final String checkpoint;
  private final long through;
  private final String origin;
  private final MessageDigest digest = Sha256.digest();
  private final TreeMap<String, Long> totals = new TreeMap<>();
  private @Nullable Long first;
  private @Nullable Long last;
  private long rows;

  /**
   * Makes ready for one.
   *
   * @param through the last position that may be in it
   * @param checkpoint the signed head of it as it is kept; whether it is one is for the verifier to
   *     say, since the events of a ledger that was tampered with are given too
   */
  public Export(AuditFilter filter, long through, String checkpoint) {
    this.filter = filter;
    this.through = through;
    this.checkpoint = checkpoint;
    origin = checkpoint.lines().findFirst().orElse("");
  }

  /**
   * Writes it, once.
   *
   * @return how many events are in it
   * @throws UncheckedIOException where {@code out} takes no more
   */
  public long write(AuditQueries audit, OutputStream out) {
    return write(audit, out, _ -> {});
  }

  /**
   * The same.
   *
   * @param written receives the number of events written so far, after each
   */
  public long write(AuditQueries audit, OutputStream out, LongConsumer written) {
    audit.eachStored(
        filter,
        through,
        event -> {
          line(event, out);
          written.accept(rows);
        });
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
            origin,
            origin.endsWith(REHEARSAL),
            LedgerJson.mapper().valueToTree(filter),
            through,
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

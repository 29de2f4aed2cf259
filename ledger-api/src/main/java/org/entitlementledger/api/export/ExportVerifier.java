package org.entitlementledger.api.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.api.export.ByteLines.ByteLine;
import org.entitlementledger.core.wire.LedgerJson;
import org.entitlementledger.projections.tree.Checkpoint;
import org.entitlementledger.projections.tree.Hash;
import org.entitlementledger.projections.tree.NoteRefused;
import org.entitlementledger.projections.tree.SignedNote;
import org.entitlementledger.projections.tree.VerifierKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Verifies an export with nothing but a public key, and where there is one a checkpoint that was
 * kept from another time (AUDIT.md, "Export"). It needs no ledger, and the memory of one line.
 */
public final class ExportVerifier {
  private static final String REHEARSAL = "/rehearsal";

  private final List<VerifierKey> keys;
  private final String origin;
  private final @Nullable Checkpoint kept;
  private final ExportedEvents events;
  private final Findings findings;

  /**
   * Verifies with these keys, which are all of one ledger.
   *
   * @param kept a checkpoint that was kept; null where there is none
   */
  public ExportVerifier(List<VerifierKey> keys, byte @Nullable [] kept) {
    this.keys = keys;
    origin = keys.getFirst().name();
    var first = new Findings();
    this.kept = kept == null ? null : checkpoint(0, new String(kept, UTF_8), first);
    events = new ExportedEvents(this.kept == null ? -1 : this.kept.size());
    findings = events.findings;
    findings.addAll(first);
  }

  /**
   * What came of it.
   *
   * @param findings none where the export is what was sealed
   * @param words what was verified, in a sentence
   */
  public record Verdict(Findings findings, String words) {
    /** The plain yes or no. */
    public boolean intact() {
      return findings.count() == 0;
    }
  }

  /**
   * Verifies an export.
   *
   * @throws IOException where it cannot be read
   */
  public Verdict verify(InputStream export) throws IOException {
    var lines = new ByteLines(export);
    ByteLine line = null;
    for (ByteLine next = lines.next(); next != null; next = lines.next()) {
      if (line != null) {
        events.take(line.bytes());
      }
      line = next;
    }
    ExportManifest manifest = line == null ? null : manifest(line.bytes());
    if (line != null && manifest == null) {
      events.take(line.bytes());
    }
    long last = events.lines() + 1;
    if (line == null || manifest == null) {
      findings.add(
          last, null, "there is no manifest: the export was cut, or its last line changed");
      return new Verdict(findings, "an export without manifest");
    }
    if (!line.ended()) {
      findings.add(last, null, "the manifest has no newline: the export was cut");
    }
    return verdict(last, line.bytes(), manifest);
  }

  private static @Nullable ExportManifest manifest(byte[] line) {
    try {
      ManifestLine read = LedgerJson.mapper().readValue(line, ManifestLine.class);
      return read == null ? null : read.manifest();
    } catch (JacksonException other) {
      return null;
    }
  }

  private Verdict verdict(long line, byte[] bytes, ExportManifest manifest) {
    boolean whole = manifest.filters().isEmpty();
    if (whole) {
      findings.addAll(events.gaps);
    }
    long before = findings.count();
    require(line, manifest, bytes);
    Checkpoint head = checkpoint(line, manifest.checkpoint(), findings);
    if (head != null) {
      head(line, manifest, head);
      if (whole) {
        root(line, head);
      }
    }
    if (before == 0 && findings.count() > 0) {
      // what the bytes as a whole tell, and no line by itself
      findings.addAll(events.suspects);
    }
    return new Verdict(findings, words(manifest, whole));
  }

  private void require(long line, ExportManifest manifest, byte[] bytes) {
    byte[] made = LedgerJson.mapper().writeValueAsBytes(new ManifestLine(manifest));
    require(line, Arrays.equals(made, bytes), "the manifest is not written as the format has it");
    require(
        line,
        ExportManifest.FORMAT.equals(manifest.format()),
        "the format is not " + ExportManifest.FORMAT);
    require(
        line,
        manifest.sha256().equals(events.sha256()),
        "the lines before it do not give its sha256");
    require(
        line,
        manifest.rows() == events.lines(),
        "it has " + manifest.rows() + " rows, and there are " + events.lines());
    require(line, manifest.totals().equals(events.totals), "its totals are not those of the lines");
    require(
        line,
        Objects.equals(manifest.firstPosition(), events.first())
            && Objects.equals(manifest.lastPosition(), events.last()),
        "its first and last position are not those of the lines");
    for (var filter : manifest.filters().properties()) {
      require(
          line,
          events.common.fit(filter.getKey(), filter.getValue().asString()),
          "not all events have the " + filter.getKey() + " of its filters");
    }
    Long last = events.last();
    require(line, last == null || last <= manifest.through(), "events come after its through");
  }

  private void require(long line, boolean fine, String otherwise) {
    if (!fine) {
      findings.add(line, null, otherwise);
    }
  }

  /** What a note says, where one of the keys has signed it; else null, and the finding. */
  private @Nullable Checkpoint checkpoint(long line, String note, Findings into) {
    try {
      SignedNote signed = SignedNote.parse(note);
      Checkpoint said = Checkpoint.parse(signed.text());
      if (!said.origin().equals(origin)) {
        throw new NoteRefused("it is of " + said.origin() + ", and the key of " + origin);
      }
      signed.verify(keys);
      return said;
    } catch (NoteRefused refused) {
      into.add(line, null, "the checkpoint is not good: " + refused.getMessage());
      return null;
    }
  }

  private void head(long line, ExportManifest manifest, Checkpoint head) {
    require(line, manifest.ledger().equals(origin), "the export is of " + manifest.ledger());
    require(
        line,
        manifest.rehearsal() == origin.endsWith(REHEARSAL),
        "it does not say rightly whether it is of a rehearsal");
    require(
        line,
        head.size() == manifest.through(),
        "its through is " + manifest.through() + ", and the checkpoint's size " + head.size());
  }

  private void root(long line, Checkpoint head) {
    Long last = events.last();
    long end = last == null ? 0 : last;
    if (end < head.size()) {
      findings.add(line, null, ExportedEvents.missing(end + 1, head.size()));
    } else if (events.dense()) {
      require(
          line,
          events.root().equals(head.root()),
          "the leaves do not give the root of the checkpoint");
      keptRoot();
    }
  }

  private void keptRoot() {
    Hash root = events.keptRoot();
    if (kept != null && root != null) {
      require(
          0,
          root.equals(kept.root()),
          "the first " + kept.size() + " leaves do not give its root: history was changed");
    }
  }

  private String words(ExportManifest manifest, boolean whole) {
    var words =
        new StringBuilder()
            .append(events.lines())
            .append(whole ? " events, all up to position " : " selected events up to position ")
            .append(manifest.through())
            .append(" of ")
            .append(origin);
    if (!whole) {
      words.append("; that they are in the log is shown by inclusion proofs, not by this file");
    }
    if (kept != null && (!whole || kept.size() > manifest.through())) {
      words
          .append("; the checkpoint that was kept, of size ")
          .append(kept.size())
          .append(", cannot be compared by this file alone");
    }
    return words.toString();
  }
}

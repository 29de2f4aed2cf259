package org.entitlementledger.api.audit.export;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.tree.Checkpoint;
import org.entitlementledger.projections.tree.Hash;
import org.jspecify.annotations.Nullable;

/** Checks the lines of an export, as a whole, against its manifest and against signed heads. */
final class ManifestCheck {
  private final HeadVerifier heads;
  private final List<Checkpoint> trusted;
  private final @Nullable InclusionEvidence evidence;
  private final ExportedEvents events;
  private final ExportManifest manifest;
  private final long line;
  private final boolean whole;
  private final ExportFindings findings;

  ManifestCheck(
      HeadVerifier heads,
      List<Checkpoint> trusted,
      @Nullable InclusionEvidence evidence,
      ExportedEvents events,
      ExportManifest manifest) {
    this.heads = heads;
    this.trusted = trusted;
    this.evidence = evidence;
    this.events = events;
    this.manifest = manifest;
    line = events.lines() + 1;
    whole = manifest.filters().isEmpty();
    findings = events.findings;
  }

  /**
   * The verdict.
   *
   * @param bytes the manifest's line
   */
  VerificationResult verdict(byte[] bytes) {
    if (whole) {
      findings.addAll(events.gaps);
    }
    long before = findings.count();
    holdManifest(bytes);
    Checkpoint head = heads.verify(manifest.checkpoint(), line, findings);
    boolean complete = head != null && events.dense() && events.lines() == head.size();
    if (head != null) {
      holdHead(head);
      if (whole || complete) {
        holdRoot(head);
      }
    }
    if (before == 0 && findings.count() > 0) {
      // what the bytes as a whole tell, and no line by itself
      findings.addAll(events.suspects);
    }
    boolean proved = whole || complete || evidence != null;
    return new VerificationResult(findings, proved, manifest.through(), words(whole || complete));
  }

  private void holdManifest(byte[] bytes) {
    byte[] expected = LedgerJson.mapper().writeValueAsBytes(new ManifestLine(manifest));
    require(Arrays.equals(expected, bytes), "the manifest is not written as the format has it");
    require(
        ExportManifest.FORMAT.equals(manifest.format()),
        "the format is not " + ExportManifest.FORMAT);
    require(
        manifest.sha256().equals(events.sha256()), "the lines before it do not give its sha256");
    require(
        manifest.rows() == events.lines(),
        "it has " + manifest.rows() + " rows, and there are " + events.lines());
    require(manifest.totals().equals(events.totals), "its totals are not those of the lines");
    require(
        Objects.equals(manifest.firstPosition(), events.first())
            && Objects.equals(manifest.lastPosition(), events.last()),
        "its first and last position are not those of the lines");
    require(
        ExportSelection.of(manifest.filters()) != null, "its filters are not those of an export");
    Long last = events.last();
    require(last == null || last <= manifest.through(), "events come after its through");
  }

  private void require(boolean fine, String otherwise) {
    if (!fine) {
      findings.add(line, null, otherwise);
    }
  }

  private void holdHead(Checkpoint head) {
    require(manifest.ledger().equals(heads.origin()), "the export is of " + manifest.ledger());
    require(
        manifest.rehearsal() == heads.isRehearsal(),
        "it does not say rightly whether it is of a rehearsal");
    require(
        head.size() == manifest.through(),
        "its through is " + manifest.through() + ", and the checkpoint's size " + head.size());
  }

  private void holdRoot(Checkpoint head) {
    Long last = events.last();
    long end = last == null ? 0 : last;
    if (end < head.size()) {
      findings.add(line, null, ExportedEvents.missing(end + 1, head.size()));
    } else if (events.dense()) {
      require(
          events.root().equals(head.root()), "the leaves do not give the root of the checkpoint");
      trusted.forEach(this::holdKept);
    }
  }

  private void holdKept(Checkpoint earlier) {
    Hash root = events.root(earlier.size());
    if (root != null && !root.equals(earlier.root())) {
      findings.add(
          0,
          null,
          "the first " + earlier.size() + " leaves do not give its root: history was changed");
    }
  }

  private String words(boolean complete) {
    var words =
        new StringBuilder()
            .append(events.lines())
            .append(whole ? " events, all up to position " : " selected events up to position ")
            .append(manifest.through())
            .append(" of ")
            .append(heads.origin());
    if (evidence != null) {
      words.append(evidence.words());
    }
    for (Checkpoint earlier : trusted) {
      boolean compared = complete && earlier.size() <= manifest.through();
      if (!compared && (evidence == null || !evidence.compares(earlier.size()))) {
        words
            .append("; the checkpoint that was kept, of size ")
            .append(earlier.size())
            .append(", cannot be compared by this file alone");
      }
    }
    return words.toString();
  }
}

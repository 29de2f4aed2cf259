package org.entitlementledger.api.audit.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.entitlementledger.api.audit.export.RawLineReader.ByteLine;
import org.entitlementledger.projections.log.StoredEvent;
import org.entitlementledger.projections.tree.Checkpoint;
import org.jspecify.annotations.Nullable;

/**
 * Verifies an export with a public key, checkpoints obtained at other times and, for a filtered
 * export, evidence that its lines are in the log (AUDIT.md, "Export"). Needs no ledger, and memory
 * for one line.
 */
public final class ExportVerifier {
  private final HeadVerifier heads;
  private final List<Checkpoint> trusted = new ArrayList<>();
  private final @Nullable InclusionEvidence evidence;
  private final ExportFindings first = new ExportFindings();

  /**
   * Verifies with these keys.
   *
   * @param trusted signed heads that were kept
   * @param evidence that a filtered export's lines are in the log; null where there is none
   */
  public ExportVerifier(
      HeadVerifier heads, List<String> trusted, @Nullable InclusionEvidence evidence) {
    this.heads = heads;
    this.evidence = evidence;
    for (String note : trusted) {
      Checkpoint head = heads.verify(note, 0, first);
      if (head != null) {
        this.trusted.add(head);
      }
    }
  }

  /**
   * Verifies an export.
   *
   * @throws IOException where it, or the evidence, cannot be read
   */
  public VerificationResult verify(ExportSource export) throws IOException {
    ExportManifest manifest = ManifestLine.of(export);
    ExportSelection selection = manifest == null ? null : ExportSelection.of(manifest.filters());
    var events =
        new ExportedEvents(
            trusted.stream().map(Checkpoint::size).toList(),
            (line, event) -> refutes(selection, line, event));
    ExportFindings findings = events.findings;
    findings.addAll(first);
    if (evidence != null && manifest != null) {
      evidence.begin(manifest, findings);
    }
    ByteLine last = read(export, events, manifest == null);
    long line = events.lines() + 1;
    if (last == null || manifest == null) {
      findings.add(
          line, null, "there is no manifest: the export was cut, or its last line changed");
      return new VerificationResult(findings, false, 0, "an export without manifest");
    }
    if (!last.ended()) {
      findings.add(line, null, "the manifest has no newline: the export was cut");
    }
    if (evidence != null) {
      evidence.end(findings);
    }
    return new ManifestCheck(heads, trusted, evidence, events, manifest).verdict(last.bytes());
  }

  /** Takes all lines but the last, and that one too where it is no manifest. */
  private static @Nullable ByteLine read(ExportSource export, ExportedEvents events, boolean all)
      throws IOException {
    try (var in = export.open()) {
      var lines = new RawLineReader(in);
      ByteLine line = null;
      for (ByteLine next = lines.next(); next != null; next = lines.next()) {
        if (line != null) {
          events.take(line.bytes());
        }
        line = next;
      }
      if (line != null && all) {
        events.take(line.bytes());
      }
      return line;
    }
  }

  private @Nullable String refutes(
      @Nullable ExportSelection selection, byte[] line, StoredEvent event) throws IOException {
    String excluded = selection == null ? null : selection.excludes(event);
    if (excluded != null) {
      return "it does not have the " + excluded + " of the manifest's filters";
    }
    return evidence == null ? null : evidence.refutes(line, event);
  }
}

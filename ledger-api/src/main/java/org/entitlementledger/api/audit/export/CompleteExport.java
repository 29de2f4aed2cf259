package org.entitlementledger.api.audit.export;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.entitlementledger.api.audit.export.RawLineReader.ByteLine;
import org.entitlementledger.projections.log.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * Checks a filtered export against a complete one: each line of the filtered one must be in the
 * complete one, and each event of the complete one that the filters select must be in the filtered
 * one.
 */
public final class CompleteExport implements InclusionEvidence {
  private final HeadVerifier heads;
  private final List<String> trusted;
  private final ExportSource source;
  private final InputStream in;
  private final RawLineReader lines;
  private boolean decided;
  private @Nullable ExportSelection selection;
  private long through;
  private long wholeThrough;
  private long position;

  /**
   * Reads an export of everything.
   *
   * @param trusted signed heads from another time that it must agree with
   * @throws IOException where it cannot be read
   */
  public CompleteExport(HeadVerifier heads, List<String> trusted, ExportSource source)
      throws IOException {
    this.heads = heads;
    this.trusted = trusted;
    this.source = source;
    in = source.open();
    lines = new RawLineReader(in);
  }

  /** Verifies all of it by itself: with the filtered export's head it tells one history. */
  @Override
  public void begin(ExportManifest manifest, ExportFindings findings) throws IOException {
    through = manifest.through();
    selection = ExportSelection.of(manifest.filters());
    decided = selection != null && selection.isDecidedByLeaves();
    var agreed = new ArrayList<>(trusted);
    agreed.add(manifest.checkpoint());
    VerificationResult whole = new ExportVerifier(heads, agreed, null).verify(source);
    wholeThrough = whole.through();
    if (whole.outcome() == VerificationResult.Outcome.ALTERED) {
      findings.add(
          0,
          null,
          "the export of everything is not what was sealed: "
              + whole.findings().first().getFirst());
    } else if (whole.outcome() == VerificationResult.Outcome.UNPROVED) {
      findings.add(0, null, "the export that was given as one of everything is filtered too");
    } else if (wholeThrough < through) {
      findings.add(
          0,
          null,
          "the export of everything ends at position "
              + wholeThrough
              + ", and this one may go up to "
              + through);
    }
  }

  @Override
  public @Nullable String refutes(byte[] line, StoredEvent event) throws IOException {
    String omitted = omitted(event.position());
    ByteLine same = position == event.position() - 1 ? lines.next() : null;
    if (same != null) {
      position++;
    }
    if (same == null || !Arrays.equals(same.bytes(), line)) {
      return "the export of everything has another line at this position";
    }
    return omitted;
  }

  /** Goes on to a position; says which selected event was passed over. */
  private @Nullable String omitted(long until) throws IOException {
    String omitted = null;
    while (position < until - 1) {
      ByteLine passed = lines.next();
      if (passed == null) {
        return omitted;
      }
      position++;
      if (omitted == null && decided && isSelected(passed.bytes())) {
        omitted = "position " + position + " is left out, which the filters select";
      }
    }
    return omitted;
  }

  private boolean isSelected(byte[] line) {
    StoredEvent event = ExportedEvent.read(line).row();
    return event != null && selection != null && selection.excludes(event) == null;
  }

  @Override
  public void end(ExportFindings findings) throws IOException {
    String omitted = omitted(through + 1);
    if (omitted != null) {
      findings.add(0, null, omitted);
    }
  }

  @Override
  public boolean compares(long size) {
    return size <= wholeThrough;
  }

  @Override
  public String words() {
    return "; the export of everything shows that each is in the log"
        + (decided
            ? ", and that none is left out"
            : "; that none is left out is not shown, since leaves do not decide all of its"
                + " filters");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

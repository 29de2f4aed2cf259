package org.entitlementledger.projections.verification;

/** Collects the findings in the log and its tree, and remembers what must not be reported twice. */
final class Findings {
  private final Report report;
  private final PositionRanges events = new PositionRanges();
  private final PositionRanges hashes = new PositionRanges();

  Findings(Report report) {
    this.report = report;
  }

  /** Events that differ from what was sealed, are missing or unreadable. */
  PositionRanges events() {
    return events;
  }

  /** Events whose hash in the tiles differs from what was sealed. */
  PositionRanges hashes() {
    return hashes;
  }

  /** Reports a bad event. */
  void log(long position, String message) {
    report.add(position, Difference.LOG, message);
    events.add(position);
  }

  /** Reports a range of missing events, which may be empty. */
  void missing(long from, long to) {
    if (from <= to) {
      report.addAll(from, to, Difference.LOG, "there is no event");
      events.addAll(from, to);
    }
  }

  /** Reports events that the tiles do not confirm, once. */
  void tile(long position, long count, String message) {
    if (!hashes.contains(position)) {
      report.add(position, Difference.CHECKPOINT, message);
      hashes.addAll(position, position + count - 1);
    }
  }

  /** Reports another fault in the tree. */
  void checkpoint(long position, String message) {
    report.add(position, Difference.CHECKPOINT, message);
  }
}

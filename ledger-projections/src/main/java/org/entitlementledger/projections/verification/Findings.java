package org.entitlementledger.projections.verification;

/** What is found in the log and its tree, and what of it must not be accused twice. */
final class Findings {
  private final Report report;
  private final PositionRanges events = new PositionRanges();
  private final PositionRanges hashes = new PositionRanges();

  Findings(Report report) {
    this.report = report;
  }

  /** Events that are not what was sealed, are missing or cannot be read. */
  PositionRanges events() {
    return events;
  }

  /** Events whose hash in the tiles is not what was sealed. */
  PositionRanges hashes() {
    return hashes;
  }

  /** An event is bad. */
  void log(long position, String message) {
    report.add(position, Difference.LOG, message);
    events.add(position);
  }

  /** Events are missing, if there are any between the two. */
  void missing(long from, long to) {
    if (from <= to) {
      report.addAll(from, to, Difference.LOG, "there is no event");
      events.addAll(from, to);
    }
  }

  /** The tiles do not bear out some events; no part of that is told again. */
  void tile(long position, long count, String message) {
    if (!hashes.contains(position)) {
      report.add(position, Difference.CHECKPOINT, message);
      hashes.addAll(position, position + count - 1);
    }
  }

  /** Something else of the tree is bad. */
  void checkpoint(long position, String message) {
    report.add(position, Difference.CHECKPOINT, message);
  }
}

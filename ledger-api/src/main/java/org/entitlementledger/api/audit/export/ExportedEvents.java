package org.entitlementledger.api.audit.export;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.entitlementledger.core.json.EventNames;
import org.entitlementledger.core.json.LedgerJson;
import org.entitlementledger.projections.Sha256;
import org.entitlementledger.projections.log.Metadata;
import org.entitlementledger.projections.log.StoredEvent;
import org.entitlementledger.projections.tree.Hash;
import org.entitlementledger.projections.tree.Hasher;
import org.entitlementledger.projections.tree.Leaf;
import org.entitlementledger.projections.tree.RunningRoot;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads the event lines of an export one after the other. */
final class ExportedEvents {
  /** What is wrong whatever was asked for. */
  final ExportFindings findings = new ExportFindings();

  /** Where positions are missing: wrong in an export without filters. */
  final ExportFindings gaps = new ExportFindings();

  /** Lines whose leaf is not what this ledger writes, which nothing else in them tells. */
  final ExportFindings suspects = new ExportFindings();

  final TreeMap<String, Long> totals = new TreeMap<>();
  private final MessageDigest digest = Sha256.digest();
  private final Hasher hasher = new Hasher();
  private final RunningRoot root = new RunningRoot();
  private final Map<Long, Hash> roots = new HashMap<>();
  private final Check check;
  private final List<Long> wanted;
  private @Nullable Long first;
  private @Nullable Long last;
  private long lines;
  private boolean dense = true;

  /** Holds a line against something other than its own leaf. */
  @FunctionalInterface
  interface Check {
    /** Why the line does not pass; null where it does. */
    @Nullable String refutes(byte[] line, StoredEvent event) throws IOException;
  }

  /**
   * Begins.
   *
   * @param wanted the sizes of trees whose roots are wanted too
   */
  ExportedEvents(List<Long> wanted, Check check) {
    this.wanted = wanted;
    this.check = check;
    keepRoot();
  }

  /**
   * Takes a line, without its newline.
   *
   * @throws IOException where what it is held against cannot be read
   */
  void take(byte[] line) throws IOException {
    lines++;
    digest.update(line);
    digest.update((byte) '\n');
    ExportedEvent event = ExportedEvent.read(line);
    if (event.wrong() != null) {
      findings.add(lines, event.position(), event.wrong());
    }
    order(event.position());
    StoredEvent row = event.row();
    if (row == null) {
      dense = false;
      return;
    }
    totals.merge(row.type(), 1L, Long::sum);
    String refuted = event.wrong() == null ? check.refutes(line, row) : null;
    if (refuted != null) {
      findings.add(lines, row.position(), refuted);
    }
    if (!isOurs(row)) {
      suspects.add(lines, row.position(), "its leaf's metadata is not what a ledger writes");
    }
    root.add(hasher.leaf(Leaf.of(row)));
    keepRoot();
  }

  private void keepRoot() {
    if (wanted.contains(root.size())) {
      roots.put(root.size(), root.root());
    }
  }

  private void order(@Nullable Long position) {
    if (position == null) {
      return;
    }
    long before = last == null ? 0 : last;
    if (position <= before) {
      findings.add(lines, position, "it stands behind position " + before);
      dense = false;
      return;
    }
    if (position > before + 1) {
      gaps.add(lines, position, "before it " + missing(before + 1, position - 1));
      dense = false;
    }
    first = first == null ? position : first;
    last = position;
  }

  /** Says which positions are not there. */
  static String missing(long from, long to) {
    return from == to ? "position " + from + " is missing" : from + " to " + to + " are missing";
  }

  /** Beside what a line shows, a leaf holds the command's name alone. */
  private static boolean isOurs(StoredEvent row) {
    try {
      Metadata metadata = LedgerJson.mapper().readValue(row.metadata(), Metadata.class);
      return EventNames.commands().containsKey(metadata.command())
          && Arrays.equals(LedgerJson.mapper().writeValueAsBytes(metadata), row.metadata());
    } catch (JacksonException unreadable) {
      return false;
    }
  }

  long lines() {
    return lines;
  }

  @Nullable Long first() {
    return first;
  }

  @Nullable Long last() {
    return last;
  }

  /** Whether they are the events from the first on, without a gap. */
  boolean dense() {
    return dense;
  }

  /** Over all lines; once. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  Hash root() {
    return root.root();
  }

  /** That of the first {@code size} leaves; null where there were fewer, or it was not wanted. */
  @Nullable Hash root(long size) {
    return roots.get(size);
  }
}

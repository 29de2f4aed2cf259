package org.entitlementledger.api.ledger.tables;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.entitlementledger.projections.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Decides which refusals share a row, so that nobody fills the table: the lines of a batch by
 * command and problem, and all of a caller who has had {@value #MOST_ROWS} new rows within a
 * minute. For the writer's thread alone.
 */
public final class RefusalTallies {
  /** So many new rows a caller gets in a minute on each node, before its refusals share rows. */
  public static final int MOST_ROWS = 300;

  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final LongSupplier nanos;
  private final Map<String, Rows> ofMinute = new HashMap<>();
  private long began;

  /** The new rows of a caller in the present minute. */
  private static final class Rows {
    private final Set<String> tallies = new HashSet<>();
    private int count;

    /** Whether a row may be added; one that is there already costs nothing. */
    boolean admit(@Nullable String tally) {
      if (tally != null && tallies.contains(tally)) {
        return true;
      }
      if (count >= MOST_ROWS) {
        return false;
      }
      count++;
      if (tally != null) {
        tallies.add(tally);
      }
      return true;
    }
  }

  /**
   * @param nanos counts time as {@link System#nanoTime} does; the ledger's clock may stand still
   */
  public RefusalTallies(LongSupplier nanos) {
    this.nanos = nanos;
    began = nanos.getAsLong();
  }

  /** What a refusal has in common with those that share its row; null where it has its own. */
  @Nullable String of(Instant at, RefusalRow refusal, boolean ofABatch) {
    if (nanos.getAsLong() - began >= MINUTE_NANOS) {
      ofMinute.clear();
      began = nanos.getAsLong();
    }
    String own = ofABatch ? tally(refusal, "batch " + refusal.requestId()) : null;
    boolean admitted = ofMinute.computeIfAbsent(refusal.actor(), actor -> new Rows()).admit(own);
    return admitted ? own : tally(refusal, "minute " + at.truncatedTo(ChronoUnit.MINUTES));
  }

  private static String tally(RefusalRow refusal, String scope) {
    return Sha256.hex(
        String.join(
            "\n", refusal.actor(), scope, String.valueOf(refusal.command()), refusal.problem()));
  }
}

package org.entitlementledger.core.quota;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;

/**
 * What one contract promises under one key over its term.
 *
 * @param startsOn the anchor of contract periods
 * @param term what is left of it after a termination
 * @param phases the tiers that it runs through, in order, without gaps
 */
public record Promise(
    String contractId,
    String entitlement,
    LocalDate startsOn,
    LocalDate until,
    Window term,
    ZoneId zone,
    List<Phase> phases) {

  /**
   * The time under one tier.
   *
   * @param terms absent where the tier does not list the key
   */
  public record Phase(Window life, @Nullable EntitlementTerms terms) {
    boolean counts() {
      return terms != null && terms.kind().counted();
    }
  }

  /** The phase at {@code time}, which lies in the term. */
  Phase phaseAt(Instant time) {
    for (Phase phase : phases) {
      if (phase.life().contains(time)) {
        return phase;
      }
    }
    throw new IllegalArgumentException("outside the term: " + time);
  }

  Window windowAt(Instant time, EntitlementTerms terms) {
    return terms.counted().period().windowAt(time, startsOn, until, zone);
  }

  /** Whether what one window leaves decides what the next one gives. */
  public boolean chained() {
    return phases.stream()
        .anyMatch(
            phase ->
                phase.terms() != null
                    && phase.terms().metering() != null
                    && (phase.terms().counted().policy().rollover() != null
                        || phase.terms().counted().policy().carriesOverage()));
  }
}

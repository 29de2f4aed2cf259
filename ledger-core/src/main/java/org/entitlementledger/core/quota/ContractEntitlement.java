package org.entitlementledger.core.quota;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.catalogue.Recurrence;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;

/**
 * What one contract promises under one key over its term.
 *
 * @param startsOn the anchor of contract periods
 * @param term what is left of it after a termination
 * @param phases the tiers that it runs through, in order, without gaps
 * @param changed whether a tier change or a termination has altered what it gave when it was bought
 */
public record ContractEntitlement(
    String contractId,
    String entitlement,
    LocalDate startsOn,
    LocalDate until,
    Window term,
    AccountZone zone,
    List<Phase> phases,
    boolean changed) {

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

  /** The window that {@code time} lies in, at the instants that were recorded of it. */
  Window windowAt(Instant time, EntitlementTerms terms) {
    Recurrence period = terms.counted().period();
    Window byRules = byRules(period, time);
    Window window = zone.window(period.cycle(), byRules);
    if (time.isBefore(window.start())) {
      return zone.window(period.cycle(), byRules(period, byRules.start().minusNanos(1_000)));
    }
    return time.isBefore(window.end())
        ? window
        : zone.window(period.cycle(), byRules(period, byRules.end()));
  }

  private Window byRules(Recurrence period, Instant time) {
    return period.windowAt(time, startsOn, until, zone.rules());
  }

  /** The same without regard to what is used already, so that what is short of it shows. */
  ContractEntitlement strict() {
    return changed
        ? new ContractEntitlement(
            contractId, entitlement, startsOn, until, term, zone, phases, false)
        : this;
  }

  /**
   * Whether its figures follow not only from what became of each source in each window, but from
   * when: what was taken for a while counts where windows follow from one another, and where
   * something was told late.
   */
  public boolean followsFromTheCourse() {
    return changed || chained();
  }

  /** Whether what one window leaves decides what the next one gives. */
  boolean chained() {
    return phases.stream()
        .anyMatch(
            phase ->
                phase.terms() != null
                    && phase.terms().metering() != null
                    && (phase.terms().counted().policy().rollover() != null
                        || phase.terms().counted().policy().carriesOverage()));
  }
}

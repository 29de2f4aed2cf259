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
 * One entitlement of one contract over the contract's term.
 *
 * @param startsOn the anchor of contract periods
 * @param term the term, shortened by a termination
 * @param phases one for each tier of the term, in order, without gaps
 * @param changed whether a tier change or a termination has altered the entitlement since the
 *     purchase
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
   * The part of the term under one tier.
   *
   * @param terms null where the tier does not include the entitlement
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

  /** The window that contains {@code time}, with its boundaries as they were recorded. */
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

  /** A copy whose allowances are not raised to past usage, so that an overdraft shows. */
  ContractEntitlement strict() {
    return changed
        ? new ContractEntitlement(
            contractId, entitlement, startsOn, until, term, zone, phases, false)
        : this;
  }

  /**
   * Whether its balance depends on when movements happened and not only on their sums per source
   * and window. So it does where windows depend on one another, and after a backdated change.
   */
  public boolean followsFromTheCourse() {
    return changed || chained();
  }

  /** Whether a window depends on the previous one, by rollover or carried overage. */
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

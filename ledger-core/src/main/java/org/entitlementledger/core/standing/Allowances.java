package org.entitlementledger.core.standing;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Allowance;
import org.jspecify.annotations.Nullable;

/**
 * The allowances of one entitlement over time, one after the other, made as they are asked for: an
 * hourly one has 87,600 in ten years.
 */
final class Allowances implements Iterator<Allowance> {
  private final String entitlement;
  private final ZoneId zone;
  private final Iterator<Contract> contracts;
  private @Nullable Contract contract;
  private @Nullable Allowance next;

  /** From the allowance whose life reaches {@code from}, or else the first one after. */
  Allowances(Contracts contracts, String entitlement, ZoneId zone, Instant from) {
    this.entitlement = entitlement;
    this.zone = zone;
    this.contracts =
        contracts.byStart().values().stream()
            .filter(one -> !one.term().end().isBefore(from) && counts(one, entitlement))
            .iterator();
    if (this.contracts.hasNext()) {
      contract = this.contracts.next();
      Window term = contract.term();
      // an allowance that ends at this very instant lapses at it, and so still counts
      Instant before = from.minusNanos(1_000);
      next = allowance(contract, before.isAfter(term.start()) ? before : term.start());
    }
  }

  /** Whether a contract counts {@code entitlement}. */
  static boolean counts(Contract contract, String entitlement) {
    EntitlementTerms terms = contract.terms().entitlement(entitlement);
    return terms != null && terms.kind().counted();
  }

  private Allowance allowance(Contract of, Instant time) {
    EntitlementTerms terms = Objects.requireNonNull(of.terms().entitlement(entitlement));
    return Allowance.at(time, of, terms, zone);
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Allowance next() {
    Allowance one = next;
    if (one == null || contract == null) {
      throw new NoSuchElementException();
    }
    Instant end = one.life().end();
    if (end.isBefore(contract.term().end())) {
      next = allowance(contract, end);
    } else if (contracts.hasNext()) {
      contract = contracts.next();
      next = allowance(contract, contract.term().start());
    } else {
      next = null;
    }
    return one;
  }
}

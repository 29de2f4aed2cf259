package org.entitlementledger.core.finance;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.statement.JournalEntry.Place;
import org.entitlementledger.core.statement.JournalEntry.Recorded;

/**
 * The roll-forward of one account (FINANCE.md, "Roll-forward"): the sums of its bookings over a
 * period, by line. A period that has not ended shows what has happened so far.
 *
 * @param now the ledger's
 */
public record RollForward(String accountId, AccountState account, Window period, Instant now) {

  /** The keys that any of the contracts counts. */
  public static SortedSet<String> entitlements(Contracts contracts) {
    var keys = new TreeSet<String>();
    for (Contract contract : contracts.inOrder()) {
      for (Contract.TierFrom tier : contract.tiers()) {
        for (EntitlementTerms terms : tier.terms().entitlements().values()) {
          if (terms.kind().counted()) {
            keys.add(terms.key());
          }
        }
      }
    }
    return keys;
  }

  /**
   * The lines in order: by the contracts' terms, entitlement and value. Lines of nothing but zeros
   * are left out.
   *
   * @param movements of an entitlement, in the order of effective time, position and ordinal
   */
  public List<RollForwardLine> lines(Function<String, Iterator<Recorded>> movements) {
    var lines = new TreeMap<Line, RollForwardLine>(order());
    for (String entitlement : entitlements(account.contracts())) {
      bookings(entitlement, movements.apply(entitlement))
          .forEach(booking -> lines.merge(booking.line(), line(booking), RollForward::sum));
    }
    return lines.values().stream()
        .filter(line -> !line.opening().isZero() || !line.figures().areZero())
        .toList();
  }

  /**
   * The bookings that opening and columns are the sums of, in the order in which they took effect.
   */
  public Stream<Booking> bookings(String entitlement, Iterator<Recorded> movements) {
    Instant last = period.end().isBefore(now) ? period.end() : now;
    var all = new Bookings(account, entitlement, Place.after(last), movements);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(all, Spliterator.ORDERED), false)
        .filter(booking -> booking.by(period.end()));
  }

  private RollForwardLine line(Booking booking) {
    boolean before = booking.by(period.start());
    return new RollForwardLine(
        accountId,
        booking.line(),
        before ? booking.figures().change() : Quantity.ZERO,
        before ? Figures.NONE : booking.figures());
  }

  private static RollForwardLine sum(RollForwardLine one, RollForwardLine other) {
    return new RollForwardLine(
        one.accountId(),
        one.line(),
        one.opening().plus(other.opening()),
        one.figures().plus(other.figures()));
  }

  private Comparator<Line> order() {
    Map<String, Integer> place = new HashMap<>();
    for (Contract contract : account.contracts().inOrder()) {
      place.put(contract.contractId(), place.size());
    }
    return Comparator.comparing((Line line) -> place.getOrDefault(line.contractId(), place.size()))
        .thenComparing(Line::contractId, Comparator.nullsLast(Comparator.naturalOrder()))
        .thenComparing(Line.ORDER);
  }
}

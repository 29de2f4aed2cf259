package org.entitlementledger.core.finance;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.kernel.Days;
import org.entitlementledger.core.kernel.Quantity;

/**
 * The roll-forward of one account (FINANCE.md, "Roll-forward"): what is booked before the period's
 * end less what is booked before its start, by line. A period that has not ended shows what has
 * happened so far.
 *
 * <p>Each of the two is what was known when the books of that day were closed, or is known now. So
 * reports of closed books stay, periods chain, and whatever is told late, or follows from it, is
 * booked in the first period that was open.
 *
 * @param atStart what the books of the day before the period know
 * @param atEnd what those of its last day know; the same where both were closed together, or
 *     neither was
 * @param now the ledger's
 */
public record RollForward(
    String accountId, Days period, KnownAccount atStart, KnownAccount atEnd, Instant now) {

  /** The keys that any of the contracts counts. */
  public SortedSet<String> entitlements() {
    var keys = new TreeSet<String>();
    addEntitlements(atStart.contracts(), keys);
    addEntitlements(atEnd.contracts(), keys);
    return keys;
  }

  private static void addEntitlements(Contracts contracts, Set<String> keys) {
    for (Contract contract : contracts.inOrder()) {
      for (Contract.TierFrom tier : contract.tiers()) {
        for (EntitlementTerms terms : tier.terms().entitlements().values()) {
          if (terms.kind().counted()) {
            keys.add(terms.key());
          }
        }
      }
    }
  }

  /**
   * The lines in order: by the contracts' terms, entitlement and value. Lines of nothing but zeros
   * are left out.
   */
  public List<RollForwardLine> lines() {
    var lines = new TreeMap<Line, RollForwardLine>(order());
    for (String entitlement : entitlements()) {
      entries(entitlement)
          .forEach(entry -> lines.merge(entry.booking().line(), line(entry), RollForward::sum));
    }
    return lines.values().stream()
        .filter(line -> !line.opening().isZero() || !line.figures().areZero())
        .toList();
  }

  /** What a booking is part of. */
  public enum Part {
    /** Of the opening. */
    OPENING,
    /** Of the period. */
    PERIOD,
    /** It was part of the opening, is known to be wrong, and is taken back in the period. */
    CORRECTED
  }

  /** A booking as part of the roll-forward. */
  public record Entry(Booking booking, Part part) {
    /** What it adds. */
    public Figures figures() {
      return part == Part.CORRECTED ? Figures.NONE.minus(booking.figures()) : booking.figures();
    }
  }

  /** What opening and columns are the sums of. */
  public Stream<Entry> entries(String entitlement) {
    if (atStart.equals(atEnd)) {
      Instant start = period.begins(atEnd.zone());
      return atEnd
          .bookings(entitlement, period.end(), now)
          .map(booking -> new Entry(booking, booking.by(start) ? Part.OPENING : Part.PERIOD));
    }
    List<Booking> before = atStart.bookings(entitlement, period.start(), now).toList();
    var gone = new LinkedHashMap<Booking, Integer>();
    before.forEach(booking -> gone.merge(booking, 1, Integer::sum));
    List<Entry> moved =
        atEnd
            .bookings(entitlement, period.end(), now)
            .filter(booking -> !isAmong(gone, booking))
            .map(booking -> new Entry(booking, Part.PERIOD))
            .toList();
    return Stream.of(
            before.stream().map(booking -> new Entry(booking, Part.OPENING)),
            gone.entrySet().stream().flatMap(RollForward::corrected),
            moved.stream())
        .flatMap(entries -> entries);
  }

  /** Takes one out of those that are still to be found. */
  private static boolean isAmong(Map<Booking, Integer> gone, Booking booking) {
    Integer count = gone.get(booking);
    if (count == null || count == 0) {
      return false;
    }
    gone.put(booking, count - 1);
    return true;
  }

  private static Stream<Entry> corrected(Map.Entry<Booking, Integer> gone) {
    return Stream.generate(() -> new Entry(gone.getKey(), Part.CORRECTED)).limit(gone.getValue());
  }

  private RollForwardLine line(Entry entry) {
    boolean opening = entry.part() == Part.OPENING;
    return new RollForwardLine(
        accountId,
        entry.booking().line(),
        opening ? entry.figures().change() : Quantity.ZERO,
        opening ? Figures.NONE : entry.figures());
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
    for (Contract contract : atEnd.contracts().inOrder()) {
      place.put(contract.contractId(), place.size());
    }
    return Comparator.comparing((Line line) -> place.getOrDefault(line.contractId(), place.size()))
        .thenComparing(Line::contractId, Comparator.nullsLast(Comparator.naturalOrder()))
        .thenComparing(Line.ORDER);
  }
}

package org.entitlementledger.core.finance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.statement.JournalEntry.Place;
import org.entitlementledger.core.statement.JournalEntry.Recorded;

/**
 * An account with what was known of it when the log had come to a position.
 *
 * @param state its contracts, and what its quota was used for
 * @param movements in the order in which they took effect
 */
public record KnownAccount(AccountState state, List<Recorded> movements) {
  private static final Comparator<Recorded> RECORDED =
      Comparator.comparingLong(Recorded::position).thenComparingInt(Recorded::ordinal);
  private static final Comparator<Recorded> EFFECTIVE =
      Comparator.comparing((Recorded recorded) -> recorded.movement().effectiveAt())
          .thenComparing(RECORDED);

  /**
   * What follows from contracts and movements.
   *
   * @param empty the account with its contracts, before any movement
   * @param movements in any order
   */
  public static KnownAccount of(AccountState empty, List<Recorded> movements) {
    var sorted = new ArrayList<>(movements);
    sorted.sort(RECORDED);
    AccountState state = empty.moved(sorted.stream().map(Recorded::movement).toList());
    sorted.sort(EFFECTIVE);
    return new KnownAccount(state, List.copyOf(sorted));
  }

  Contracts contracts() {
    return state.contracts();
  }

  AccountZone zone() {
    return state.zone();
  }

  /**
   * The bookings that belong to the time before a day, in the order in which they took effect.
   *
   * @param now the ledger's: what lies ahead is not booked yet
   */
  Stream<Booking> bookings(String entitlement, LocalDate before, Instant now) {
    Instant end = zone().startOfDay(before);
    var all =
        new Bookings(
            state, entitlement, Place.after(end.isBefore(now) ? end : now), movements(entitlement));
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(all, Spliterator.ORDERED), false)
        .filter(booking -> booking.by(end));
  }

  private Iterator<Recorded> movements(String entitlement) {
    return movements.stream()
        .filter(recorded -> recorded.movement().entitlement().equals(entitlement))
        .iterator();
  }
}

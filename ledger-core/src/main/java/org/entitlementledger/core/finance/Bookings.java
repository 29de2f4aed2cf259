package org.entitlementledger.core.finance;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.kernel.Money;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.quota.Grant;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.core.statement.Journal;
import org.entitlementledger.core.statement.JournalEntry;
import org.entitlementledger.core.statement.JournalEntry.Place;
import org.entitlementledger.core.statement.JournalEntry.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * The journal of one entitlement as finance books it, in the order in which it took effect: each
 * entry on the line of its source.
 */
public final class Bookings implements Iterator<Booking> {
  private final AccountState account;
  private final String entitlement;
  private final Journal journal;
  private final Map<Source, Line> lines = new HashMap<>();
  private final Map<Source, Overage> overage = new HashMap<>();
  private final Queue<Booking> ready = new ArrayDeque<>();

  /**
   * All bookings up to a place.
   *
   * @param account with the movements folded
   * @param movements the same of the entitlement, in the order of effective time, position and
   *     ordinal
   */
  public Bookings(
      AccountState account, String entitlement, Place through, Iterator<Recorded> movements) {
    this.account = account;
    this.entitlement = entitlement;
    journal = new Journal(account, entitlement, through, movements);
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && journal.hasNext()) {
      book(journal.next());
    }
    return !ready.isEmpty();
  }

  @Override
  public Booking next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void book(JournalEntry entry) {
    Source source = entry.source();
    var figures = Figures.of(source.kind(), entry.effect());
    if (figures.areZero()) {
      return;
    }
    if (source.kind() == Source.Kind.OVERAGE && entry.recorded() != null) {
      bookOverage(entry, entry.recorded().movement());
    } else {
      ready.add(new Booking(entry, lines.computeIfAbsent(source, this::line), figures));
    }
  }

  /** What comes back leaves the lines of the draws that it was, the latest first. */
  private void bookOverage(JournalEntry entry, Movement movement) {
    Source source = movement.source();
    Contract contract = account.contracts().byId().get(source.contractId());
    Money value = contract == null ? null : contract.unitValue(movement);
    Quantity consumed = entry.effect().consumed();
    overage
        .computeIfAbsent(source, first -> new Overage())
        .take(value, consumed)
        .forEach(
            part ->
                ready.add(
                    new Booking(
                        entry,
                        new Line(source.contractId(), entitlement, part.value()),
                        Figures.pastTheLimit(part.quantity()))));
  }

  private Line line(Source source) {
    return switch (source.kind()) {
      case GRANT, ADJUSTMENT -> ofGrant(source);
      case ALLOWANCE, ROLLOVER, OVERAGE -> ofContract(source);
    };
  }

  private Line ofContract(Source source) {
    Contract contract = account.contracts().byId().get(source.contractId());
    return new Line(
        source.contractId(),
        entitlement,
        contract == null ? null : contract.unitValue(entitlement, source, source.begins()));
  }

  /** A grant belongs to the contract in force when it starts (FINANCE.md, "Roll-forward"). */
  private Line ofGrant(Source source) {
    Grant grant = account.quota().grant(entitlement, source);
    if (grant == null) {
      return new Line(null, entitlement, null);
    }
    Contract contract = account.contracts().inForce(grant.lot().starts());
    @Nullable String contractId = contract == null ? null : contract.contractId();
    return new Line(contractId, entitlement, grant.lot().unitValue());
  }
}

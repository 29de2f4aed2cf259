package org.entitlementledger.core.finance;

import java.time.Instant;
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
import org.entitlementledger.core.quota.TimeEffect;
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
    if (source.kind() == Source.Kind.OVERAGE && entry.recorded() != null) {
      bookOverage(entry, entry.recorded().movement());
      return;
    }
    var figures = Figures.of(source.kind(), entry.effect());
    if (!figures.areZero()) {
      ready.add(
          new Booking(entry, lines.computeIfAbsent(source, this::line), figures, ends(entry)));
    }
  }

  private static boolean is(JournalEntry entry, TimeEffect.Type type) {
    return entry.recorded() == null && entry.movement().equals(type.key());
  }

  /**
   * Whether an entry is an end. What rolls over is granted again in the period that it comes from.
   * A tier change is no end: what it takes back belongs to the period that begins.
   */
  private boolean ends(JournalEntry entry) {
    Source source = entry.source();
    if (source.kind() == Source.Kind.ROLLOVER && is(entry, TimeEffect.Type.GRANTED)) {
      return true;
    }
    if (is(entry, TimeEffect.Type.ROLLED_OVER)) {
      return true;
    }
    Instant time = entry.occurredAt();
    boolean whole =
        source.contractId() == null
            || time.equals(entry.window().end())
            || contractEnds(source, time);
    return whole && is(entry, TimeEffect.Type.LAPSED);
  }

  private boolean contractEnds(Source source, Instant time) {
    Contract contract = account.contracts().byId().get(source.contractId());
    return contract == null || !time.isBefore(contract.term().end());
  }

  /** What comes back leaves the lines of the draws that it was, the latest first. */
  private void bookOverage(JournalEntry entry, Movement movement) {
    Source source = movement.source();
    Contract contract = account.contracts().byId().get(source.contractId());
    Money value = contract == null ? null : contract.unitValue(movement);
    Quantity consumed = entry.effect().consumed();
    if (consumed.isZero()) {
      return;
    }
    overage
        .computeIfAbsent(source, first -> new Overage())
        .take(value, consumed)
        .forEach(
            part ->
                ready.add(
                    new Booking(
                        entry,
                        new Line(source.contractId(), entitlement, part.value()),
                        Figures.pastTheLimit(part.quantity()),
                        false)));
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

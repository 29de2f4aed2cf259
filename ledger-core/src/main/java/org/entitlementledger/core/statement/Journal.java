package org.entitlementledger.core.statement;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Queue;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.entitlement.AccountState;
import org.entitlementledger.core.quota.Effect;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.core.quota.TimeEffect;
import org.entitlementledger.core.quota.TimeEffects;
import org.entitlementledger.core.statement.JournalEntry.Place;
import org.entitlementledger.core.statement.JournalEntry.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happens to the quantity of one entitlement, in the order in which it takes
 * effect: the recorded movements together with what follows from time alone ({@link TimeEffects}).
 * Each entry has its effect on the figures, and at any place they close: {@code granted = consumed
 * + deducted + held + lapsed + rolledOver + available}. Entries are made as they are asked for.
 */
public final class Journal implements Iterator<JournalEntry> {
  private static final Comparator<TimeEffect> TURN =
      Comparator.comparing(TimeEffect::time).thenComparingInt(TimeEffect::rank);

  /**
   * Without a tie, so that an entry has the same place whenever it is asked for; what comes to a
   * source before what goes.
   */
  private static final Comparator<TimeEffect> ORDER =
      TURN.thenComparing(byTime -> byTime.source().kind())
          .thenComparing(byTime -> byTime.source().id())
          .thenComparing(byTime -> byTime.effect().available(), Comparator.reverseOrder())
          .thenComparing(byTime -> byTime.type().key());

  private final AccountState account;
  private final String entitlement;
  private final Place through;
  private final Iterator<Contract> contracts;
  private final Iterator<Recorded> movements;
  private final PriorityQueue<TimeEffect> coming = new PriorityQueue<>(ORDER);
  private final Queue<JournalEntry> ready = new ArrayDeque<>();
  private TimeEffects.@Nullable Walk walk;
  private @Nullable Recorded movement;
  private @Nullable TimeEffect last;
  private int sameTurn;

  /**
   * All entries up to a place.
   *
   * @param account with the movements that are known, folded
   * @param through inclusive
   * @param movements the same movements of the entitlement, in the order of effective time,
   *     position and ordinal
   */
  public Journal(
      AccountState account, String entitlement, Place through, Iterator<Recorded> movements) {
    this.account = account;
    this.entitlement = entitlement;
    this.through = through;
    this.movements = movements;
    contracts =
        account.contracts().inOrder().stream()
            .filter(contract -> Statement.counts(contract, entitlement))
            .iterator();
    coming.addAll(account.quota().timeEffects(entitlement).expiries(through.time()));
    movement = movements.hasNext() ? movements.next() : null;
  }

  @Override
  public boolean hasNext() {
    if (ready.isEmpty()) {
      makeNext();
    }
    return !ready.isEmpty() && ready.element().place().compareTo(through) <= 0;
  }

  @Override
  public JournalEntry next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void makeNext() {
    Instant next = movement == null ? through.time() : movement.movement().effectiveAt();
    openWindows(next);
    TimeEffect byTime = coming.peek();
    if (byTime != null && (movement == null || place(byTime).compareTo(movement.place()) < 0)) {
      coming.remove();
      ready.add(entry(byTime));
    } else if (movement != null) {
      ready.add(entry(movement));
      movement = movements.hasNext() ? movements.next() : null;
    }
  }

  /**
   * Brings the effects of the windows that begin before anything else happens, at {@code next} at
   * the latest.
   */
  private void openWindows(Instant next) {
    while (true) {
      if (walk == null || walk.nextStart() == null) {
        if (!contracts.hasNext()) {
          return;
        }
        walk = account.quota().timeEffects(entitlement).walk(contracts.next().promise(entitlement));
      }
      Instant start = walk.nextStart();
      TimeEffect first = coming.peek();
      Instant until = first == null || next.isBefore(first.time()) ? next : first.time();
      if (start != null && start.isAfter(until)) {
        return;
      }
      coming.addAll(walk.next());
    }
  }

  private Place place(TimeEffect byTime) {
    boolean same = last != null && TURN.compare(last, byTime) == 0;
    return new Place(byTime.time(), byTime.rank(), 0, same ? sameTurn + 1 : 0);
  }

  private JournalEntry entry(TimeEffect byTime) {
    Place place = place(byTime);
    last = byTime;
    sameTurn = place.ordinal();
    Effect effect = counting(byTime.source(), byTime.effect());
    return JournalEntry.of(place, byTime, effect, unlimited(byTime.source(), byTime.time()));
  }

  private JournalEntry entry(Recorded recorded) {
    Movement moved = recorded.movement();
    Effect effect = counting(moved.source(), moved.effect());
    return JournalEntry.of(recorded, effect, unlimited(moved.source(), moved.effectiveAt()));
  }

  /**
   * What an effect counts. Nothing, where a late termination ended the contract before the source
   * began: what was taken from it meanwhile, and is given back, was never there.
   */
  private Effect counting(Source source, Effect effect) {
    String contractId = source.contractId();
    Contract contract = contractId == null ? null : account.contracts().byId().get(contractId);
    if (contract != null && !source.begins().isBefore(contract.term().end())) {
      return Effect.NONE;
    }
    boolean noLimit =
        source.kind() == Source.Kind.OVERAGE
            || (contract != null && unlimited(source, source.begins()));
    return noLimit ? effect.grantedAsUsed() : effect;
  }

  private boolean unlimited(Source source, Instant time) {
    if (source.kind() != Source.Kind.ALLOWANCE) {
      return false;
    }
    Contract contract = account.contracts().byId().get(source.contractId());
    EntitlementTerms terms =
        contract == null ? null : contract.termsAt(time).entitlement(entitlement);
    return terms != null && terms.metering() != null && terms.metering().unlimited();
  }
}

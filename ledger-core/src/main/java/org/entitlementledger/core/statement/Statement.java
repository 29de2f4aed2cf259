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
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.entitlement.Standing;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.core.quota.TimeEffect;
import org.entitlementledger.core.quota.TimeEffects;
import org.entitlementledger.core.statement.StatementLine.Place;
import org.entitlementledger.core.statement.StatementLine.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * The ledger lines of one entitlement (API.md, "What is left"): the recorded movements together
 * with what follows from time alone, in the order in which they took effect, each with what was
 * left after it. The lines add up: {@code available} is the sum of what all lines so far did. They
 * are made as they are asked for.
 */
public final class Statement implements Iterator<StatementLine> {
  private static final Comparator<TimeEffect> TURN =
      Comparator.comparing(TimeEffect::time).thenComparingInt(TimeEffect::rank);

  /**
   * Without a tie, so that a line has the same place whenever it is asked for; what comes to a
   * source before what goes.
   */
  private static final Comparator<TimeEffect> ORDER =
      TURN.thenComparing(line -> line.source().kind())
          .thenComparing(line -> line.source().id())
          .thenComparing(TimeEffect::change, Comparator.reverseOrder())
          .thenComparing(TimeEffect::movement);

  private final Standing standing;
  private final String entitlement;
  private final Place through;
  private final Iterator<Contract> contracts;
  private final Iterator<Recorded> movements;
  private final PriorityQueue<TimeEffect> coming = new PriorityQueue<>(ORDER);
  private final Queue<StatementLine> ready = new ArrayDeque<>();
  private TimeEffects.@Nullable Walk walk;
  private @Nullable Recorded movement;
  private Quantity available = Quantity.ZERO;
  private @Nullable TimeEffect last;
  private int sameTurn;

  /**
   * All lines up to a place.
   *
   * @param standing with the movements that are known, folded
   * @param through inclusive
   * @param movements the same movements of the entitlement, in the order of effective time,
   *     position and ordinal
   */
  public Statement(
      Standing standing, String entitlement, Place through, Iterator<Recorded> movements) {
    this.standing = standing;
    this.entitlement = entitlement;
    this.through = through;
    this.movements = movements;
    contracts =
        standing.contracts().inOrder().stream()
            .filter(contract -> counts(contract, entitlement))
            .iterator();
    coming.addAll(standing.quota().timeEffects(entitlement).expiries(through.time()));
    movement = movements.hasNext() ? movements.next() : null;
  }

  /** Whether any contract counts {@code entitlement}, so that there is something to tell. */
  public static boolean tellsOf(Contracts contracts, String entitlement) {
    return contracts.inOrder().stream().anyMatch(contract -> counts(contract, entitlement));
  }

  private static boolean counts(Contract contract, String entitlement) {
    return contract.tiers().stream()
        .map(tier -> tier.terms().entitlement(entitlement))
        .anyMatch(terms -> terms != null && terms.kind().counted());
  }

  @Override
  public boolean hasNext() {
    if (ready.isEmpty()) {
      tellNext();
    }
    return !ready.isEmpty() && ready.element().place().compareTo(through) <= 0;
  }

  @Override
  public StatementLine next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void tellNext() {
    Instant next = movement == null ? through.time() : movement.movement().effectiveAt();
    openWindows(next);
    TimeEffect byTime = coming.peek();
    if (byTime != null && (movement == null || place(byTime).compareTo(movement.place()) < 0)) {
      coming.remove();
      ready.add(line(byTime));
    } else if (movement != null) {
      ready.add(line(movement));
      movement = movements.hasNext() ? movements.next() : null;
    }
  }

  /**
   * Brings the lines of the windows that begin before anything else happens, at {@code next} at the
   * latest.
   */
  private void openWindows(Instant next) {
    while (true) {
      if (walk == null || walk.nextStart() == null) {
        if (!contracts.hasNext()) {
          return;
        }
        walk =
            standing.quota().timeEffects(entitlement).walk(contracts.next().promise(entitlement));
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

  private Place place(TimeEffect line) {
    boolean same = last != null && TURN.compare(last, line) == 0;
    return new Place(line.time(), line.rank(), 0, same ? sameTurn + 1 : 0);
  }

  private StatementLine line(TimeEffect line) {
    Place place = place(line);
    last = line;
    sameTurn = place.ordinal();
    available = neverBegan(line.source()) ? available : available.plus(line.change());
    boolean limited = !unlimited(line.source(), line.time());
    return new StatementLine(
        place,
        null,
        line.movement(),
        line.quantity(),
        line.source(),
        line.window(),
        limited ? available : null);
  }

  private StatementLine line(Recorded recorded) {
    Movement moved = recorded.movement();
    boolean unlimited = unlimited(moved.source(), moved.effectiveAt());
    boolean counts = !unlimited && !neverBegan(moved.source());
    available = counts ? available.plus(change(moved)) : available;
    return new StatementLine(
        recorded.place(),
        recorded,
        moved.kind().key(),
        moved.quantity(),
        moved.source(),
        moved.window(),
        unlimited ? null : available);
  }

  /** What is used past the limit was never available. */
  private static Quantity change(Movement moved) {
    boolean past = moved.source().kind() == Source.Kind.OVERAGE;
    return past ? Quantity.ZERO : moved.effect().available();
  }

  /**
   * Whether a late termination ended the contract before the source began. What was taken from it
   * meanwhile, and is given back, was never there.
   */
  private boolean neverBegan(Source source) {
    String contractId = source.contractId();
    Contract contract = contractId == null ? null : standing.contracts().byId().get(contractId);
    return contract != null && !source.begins().isBefore(contract.term().end());
  }

  private boolean unlimited(Source source, Instant time) {
    if (source.kind() != Source.Kind.ALLOWANCE) {
      return false;
    }
    Contract contract = standing.contracts().byId().get(source.contractId());
    EntitlementTerms terms =
        contract == null ? null : contract.termsAt(time).entitlement(entitlement);
    return terms != null && terms.metering() != null && terms.metering().unlimited();
  }
}

package org.entitlementledger.core.standing;

import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Function;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.quota.Allowance;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.core.standing.StatementLine.Place;
import org.entitlementledger.core.standing.StatementLine.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * The ledger lines of one entitlement (API.md, "What is left"): the recorded movements together
 * with what follows from time alone, in the order in which they took effect, each with what its
 * window had left after it. Lines are made as they are asked for.
 */
public final class Statement implements Iterator<StatementLine> {
  public static final String GRANTED = "granted";
  public static final String LAPSED = "lapsed";

  private final Contracts contracts;
  private final String entitlement;
  private final Place after;
  private final Place through;
  private final Iterator<Allowance> allowances;
  private final Function<Source, Quantity> before;
  private final Iterator<Recorded> movements;
  private final Queue<StatementLine> ready = new ArrayDeque<>();
  private @Nullable Allowance open;
  private @Nullable Allowance coming;
  private @Nullable Recorded movement;
  private Quantity consumed = Quantity.ZERO;

  /**
   * The lines after one place and up to another.
   *
   * @param after exclusive
   * @param through inclusive
   * @param before what a source had been drawn when the movements begin
   * @param movements those of the entitlement that took effect at {@code after}'s time or later, in
   *     the order of effective time, position and ordinal
   */
  public Statement(
      Contracts contracts,
      String entitlement,
      ZoneId zone,
      Place after,
      Place through,
      Function<Source, Quantity> before,
      Iterator<Recorded> movements) {
    this.contracts = contracts;
    this.entitlement = entitlement;
    this.after = after;
    this.through = through;
    this.allowances = new Allowances(contracts, entitlement, zone, after.time());
    this.before = before;
    this.movements = movements;
    coming = nextAllowance();
    movement = nextMovement();
  }

  /** Whether any contract counts {@code entitlement}, so that there is something to tell. */
  public static boolean tellsOf(Contracts contracts, String entitlement) {
    return contracts.byStart().values().stream()
        .anyMatch(contract -> Allowances.counts(contract, entitlement));
  }

  private @Nullable Allowance nextAllowance() {
    return allowances.hasNext() ? allowances.next() : null;
  }

  private @Nullable Recorded nextMovement() {
    return movements.hasNext() ? movements.next() : null;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty()) {
      Place next = nextPlace();
      if (next == null || next.compareTo(through) > 0) {
        return false;
      }
      step(next);
    }
    return ready.element().place().compareTo(through) <= 0;
  }

  @Override
  public StatementLine next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private @Nullable Place nextPlace() {
    Place window = null;
    if (open != null) {
      window = new Place(open.life().end(), Place.CLOSES, 0, 0, 0);
    } else if (coming != null) {
      window = new Place(coming.life().start(), Place.OPENS, 0, 0, 0);
    }
    Place moved = movement == null ? null : movement.place();
    return window == null || (moved != null && moved.compareTo(window) < 0) ? moved : window;
  }

  private void step(Place place) {
    if (place.rank() == Place.COMMANDS && movement != null) {
      move(place, movement);
      movement = nextMovement();
    } else if (open != null) {
      Allowance ended = open;
      open = null;
      Quantity left = left(ended);
      if (left != null && left.isPositive()) {
        tell(
            new StatementLine(
                place, null, LAPSED, left, ended.source(), ended.window(), Quantity.ZERO));
      }
    } else if (coming != null) {
      Allowance begun = coming;
      coming = nextAllowance();
      open = begun;
      consumed = place.compareTo(after) <= 0 ? before.apply(begun.source()) : Quantity.ZERO;
      Quantity limit = begun.limit();
      if (limit != null && limit.isPositive()) {
        tell(new StatementLine(place, null, GRANTED, limit, begun.source(), begun.window(), limit));
      }
    }
  }

  private void move(Place place, Recorded recorded) {
    Movement moved = recorded.movement();
    boolean present = open != null && open.source().equals(moved.source());
    boolean consumes = moved.kind() == Movement.Kind.CONSUMED;
    if (present) {
      consumed = consumes ? consumed.plus(moved.quantity()) : consumed.minus(moved.quantity());
    }
    boolean late = !present && !consumes && limited(moved.source());
    Quantity available = present && open != null ? left(open) : late ? moved.quantity() : null;
    tell(
        new StatementLine(
            place,
            recorded,
            moved.kind().key(),
            moved.quantity(),
            moved.source(),
            moved.window(),
            available));
    if (late) {
      // what goes back to a window that has ended lapses at that moment (DOMAIN.md, "Quota")
      var at = new Place(place.time(), place.rank(), place.position(), place.ordinal(), 1);
      tell(
          new StatementLine(
              at, null, LAPSED, moved.quantity(), moved.source(), moved.window(), Quantity.ZERO));
    }
  }

  private @Nullable Quantity left(Allowance allowance) {
    Quantity limit = allowance.limit();
    return limit == null ? null : limit.minus(consumed);
  }

  private boolean limited(Source source) {
    Contract contract = contracts.byId().get(source.contractId());
    EntitlementTerms terms = contract == null ? null : contract.terms().entitlement(entitlement);
    return terms != null && terms.kind().counted() && !terms.counted().unlimited();
  }

  private void tell(StatementLine line) {
    if (line.place().compareTo(after) > 0) {
      ready.add(line);
    }
  }
}

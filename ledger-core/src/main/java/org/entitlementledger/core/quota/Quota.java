package org.entitlementledger.core.quota;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.RecordedBoundaries;
import org.entitlementledger.core.kernel.Window;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * All movements of an account, folded. What is left follows from them, the contracts and the time
 * (DOMAIN.md, "Quota").
 *
 * @param states by entitlement
 * @param recorded the boundaries of the windows that the movements count in
 */
public record Quota(PMap<String, QuotaState> states, RecordedBoundaries recorded) {
  public static final Quota EMPTY = new Quota(HashTreePMap.empty(), RecordedBoundaries.NONE);

  /** This and one more movement, under contracts. */
  public Quota apply(Movement movement, ContractEnds contracts) {
    String key = movement.entitlement();
    return new Quota(states.plus(key, state(key).apply(movement, contracts)), recorded);
  }

  /** This under other contracts: some grants and holds end with them. */
  public Quota endingWith(ContractEnds contracts) {
    PMap<String, QuotaState> changed = states;
    for (Map.Entry<String, QuotaState> state : states.entrySet()) {
      changed = changed.plus(state.getKey(), state.getValue().endingWith(contracts));
    }
    return new Quota(changed, recorded);
  }

  /** This with the boundaries of windows that were recorded. */
  public Quota recording(RecordedBoundaries known) {
    return known.equals(recorded) ? this : new Quota(states, known);
  }

  /** This and the movements of an event. */
  public Quota apply(List<Movement> movements, ContractEnds contracts) {
    Quota quota = this;
    for (Movement movement : movements) {
      quota = quota.apply(movement, contracts);
    }
    return quota;
  }

  /**
   * What a draw would take.
   *
   * @param movements of the kind that was asked for
   * @param missing what no source had
   * @param window in which it counts
   * @param overage where what is missing would be counted
   */
  public record Drawn(List<Movement> movements, Quantity missing, Window window, Source overage) {}

  /**
   * Takes {@code quantity} at {@code time}, at which the promise counts, as far as the sources go.
   *
   * @param kind consumed, held or deducted
   * @param now when it is decided
   */
  public Drawn draw(
      Movement.Kind kind,
      ContractEntitlement promise,
      Quantity quantity,
      Instant time,
      Instant now) {
    var schedule = new WindowSchedule(state(promise.entitlement()), promise);
    WindowState windowState = counted(new WindowSchedule(schedule.state(), promise.strict()), time);
    Draw.Taken taken = new Draw(schedule, windowState, time, now).take(kind, quantity);
    return new Drawn(
        taken.movements(), taken.missing(), windowState.window(), windowState.overage());
  }

  /**
   * The whole window that {@code time} lies in, and its terms; null where nothing is counted then.
   */
  public @Nullable Window windowAt(ContractEntitlement promise, Instant time) {
    EntitlementTerms terms = promise.phaseAt(time).terms();
    return terms == null ? null : promise.windowAt(time, terms);
  }

  /**
   * The figures of the window that {@code time} lies in.
   *
   * @param asked at which time they are asked for; before the window's end they are those of that
   *     time
   */
  public Balance balance(ContractEntitlement promise, Instant time, Instant asked) {
    QuotaState state = state(promise.entitlement());
    return new BalanceCalculator(
            state, counted(new WindowSchedule(state, promise, asked), time), asked)
        .balance();
  }

  private static WindowState counted(WindowSchedule schedule, Instant time) {
    WindowState windowState = schedule.windowAt(time);
    if (windowState == null) {
      throw new IllegalArgumentException("nothing is counted at " + time);
    }
    return windowState;
  }

  /**
   * When the allowance or rollover that was drawn from ends; never where it follows from nothing
   * any more.
   */
  public Instant endOf(ContractEntitlement promise, Movement draw) {
    Instant time =
        draw.effectiveAt().isBefore(promise.term().end())
            ? draw.effectiveAt()
            : promise.term().start();
    WindowState windowState =
        counted(new WindowSchedule(state(promise.entitlement()), promise), time);
    for (Allocation allocation : windowState.allocations()) {
      if (allocation.source().equals(draw.source())) {
        return allocation.life().end();
      }
    }
    return promise.term().end();
  }

  /** What follows of an entitlement from time alone. */
  public TimeEffects timeEffects(String entitlement) {
    return new TimeEffects(state(entitlement));
  }

  /** A hold that is neither confirmed nor released; null where there is none, or it is settled. */
  public @Nullable Hold hold(String entitlement, String holdId) {
    return state(entitlement).holds().get(holdId);
  }

  /** A grant or upward adjustment; null where there is none. */
  public @Nullable Grant grant(String entitlement, Source source) {
    return state(entitlement).grants().find(source);
  }

  /** What of a grant is neither used, nor held past {@code time}, nor gone. */
  public Quantity unused(String entitlement, Grant grant, Instant time) {
    QuotaState state = state(entitlement);
    return grant.quantity().minus(state.takenFrom(time, grant.source())).max(Quantity.ZERO);
  }

  /** When anything was last drawn from a grant, or reserved; null where nothing was. */
  public @Nullable Instant lastTaken(String entitlement, Source source) {
    return state(entitlement).lastTaken(source);
  }

  /** The holds that are neither settled nor over at {@code now}. */
  public Stream<Hold> holdsStandingAt(Instant now) {
    return states.values().stream()
        .flatMap(state -> state.holds().values().stream())
        .filter(hold -> now.isBefore(hold.ends()));
  }

  /**
   * The holds that stand at {@code now} and keep something of what could be drawn at {@code time},
   * each with that part of what it keeps.
   */
  public List<Hold> holdsOn(ContractEntitlement promise, Instant time, Instant now) {
    QuotaState state = state(promise.entitlement());
    WindowState windowState = counted(new WindowSchedule(state, promise), time);
    var holds = new ArrayList<Hold>();
    for (Hold hold : state.holds().values()) {
      Hold part =
          hold.on(source -> windowState.isAlive(source, time) || state.isAlive(source, time));
      if (hold.standsAt(now) && !part.takes().isEmpty()) {
        holds.add(part);
      }
    }
    return List.copyOf(holds);
  }

  private QuotaState state(String entitlement) {
    return states.getOrDefault(entitlement, QuotaState.EMPTY);
  }
}

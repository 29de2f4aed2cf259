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
 * The folded movements of an account. Balances are computed from them, the contracts and the time
 * (DOMAIN.md, "Quota").
 *
 * @param states by entitlement
 * @param recorded the recorded boundaries of the movements' windows
 */
public record Quota(PMap<String, QuotaState> states, RecordedBoundaries recorded) {
  public static final Quota EMPTY = new Quota(HashTreePMap.empty(), RecordedBoundaries.NONE);

  /** The quota after a movement. */
  public Quota apply(Movement movement, ContractEnds contracts) {
    String key = movement.entitlement();
    return new Quota(states.plus(key, state(key).apply(movement, contracts)), recorded);
  }

  /**
   * A copy in which grants and holds that last as long as their contract end with {@code
   * contracts}.
   */
  public Quota endingWith(ContractEnds contracts) {
    PMap<String, QuotaState> changed = states;
    for (Map.Entry<String, QuotaState> state : states.entrySet()) {
      changed = changed.plus(state.getKey(), state.getValue().endingWith(contracts));
    }
    return new Quota(changed, recorded);
  }

  /** A copy with these recorded boundaries. */
  public Quota recording(RecordedBoundaries known) {
    return known.equals(recorded) ? this : new Quota(states, known);
  }

  /** The quota after the movements of an event. */
  public Quota apply(List<Movement> movements, ContractEnds contracts) {
    Quota quota = this;
    for (Movement movement : movements) {
      quota = quota.apply(movement, contracts);
    }
    return quota;
  }

  /**
   * The movements of a draw that is not recorded yet.
   *
   * @param movements of the requested kind
   * @param missing the quantity that no source could cover
   * @param window the window of the draw
   * @param overage the source that counts the missing quantity where overage is allowed
   */
  public record Drawn(List<Movement> movements, Quantity missing, Window window, Source overage) {}

  /**
   * Draws up to {@code quantity} at {@code time}, when the entitlement must be counted.
   *
   * @param kind consumed, held or deducted
   * @param now the time of the decision
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
   * The whole window that contains {@code time}; null where the tier then in force does not include
   * the entitlement.
   */
  public @Nullable Window windowAt(ContractEntitlement promise, Instant time) {
    EntitlementTerms terms = promise.phaseAt(time).terms();
    return terms == null ? null : promise.windowAt(time, terms);
  }

  /**
   * The balance of the window that contains {@code time}.
   *
   * @param asked the time of the balance
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
   * The end of the allowance or rollover of a draw; the end of the term where that source no longer
   * exists.
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

  /** The effects of time on an entitlement. */
  public TimeEffects timeEffects(String entitlement) {
    return new TimeEffects(state(entitlement));
  }

  /** A hold that is neither confirmed nor released; null where there is none. */
  public @Nullable Hold hold(String entitlement, String holdId) {
    return state(entitlement).holds().get(holdId);
  }

  /** A grant or upward adjustment; null where there is none. */
  public @Nullable Grant grant(String entitlement, Source source) {
    return state(entitlement).grants().find(source);
  }

  /** The quantity of a grant that is free from {@code time} onwards: not used, lost or held. */
  public Quantity unused(String entitlement, Grant grant, Instant time) {
    QuotaState state = state(entitlement);
    return grant.quantity().minus(state.takenFrom(time, grant.source())).max(Quantity.ZERO);
  }

  /** The time of the last draw or hold on a grant; null without one. */
  public @Nullable Instant lastTaken(String entitlement, Source source) {
    return state(entitlement).lastTaken(source);
  }

  /** The holds that are neither settled nor expired at {@code now}. */
  public Stream<Hold> holdsStandingAt(Instant now) {
    return states.values().stream()
        .flatMap(state -> state.holds().values().stream())
        .filter(hold -> now.isBefore(hold.ends()));
  }

  /**
   * The unexpired holds that reserve part of what could be drawn at {@code time}, each reduced to
   * that part.
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

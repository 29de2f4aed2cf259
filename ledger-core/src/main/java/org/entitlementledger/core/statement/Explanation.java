package org.entitlementledger.core.statement;

import static org.entitlementledger.core.quota.TimeEffect.Type.CONSUMED;
import static org.entitlementledger.core.quota.TimeEffect.Type.GRANTED;
import static org.entitlementledger.core.quota.TimeEffect.Type.LAPSED;
import static org.entitlementledger.core.quota.TimeEffect.Type.RELEASED;
import static org.entitlementledger.core.quota.TimeEffect.Type.TAKEN_BACK;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.entitlementledger.core.contract.Contract;
import org.entitlementledger.core.contract.Contracts;
import org.entitlementledger.core.kernel.Quantity;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Balance;
import org.entitlementledger.core.quota.Balance.SourceBalance;
import org.entitlementledger.core.quota.Effect;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Source;
import org.entitlementledger.core.quota.TimeEffect;
import org.entitlementledger.core.statement.JournalEntry.Place;
import org.entitlementledger.core.statement.JournalEntry.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * Why the figures of a balance are what they are: the movements of its sources and what follows
 * from time alone, each with what it does to the figures. The lines add up to the figures.
 *
 * <p>What earlier windows used of a source that outlives them is told too: it brought so much less
 * into this window.
 */
public final class Explanation {
  private final Contracts contracts;
  private final Balance balance;
  private final Instant asOf;
  private final List<ExplanationLine> lines = new ArrayList<>();
  private int byTime;

  private Explanation(Contracts contracts, Balance balance, Instant asOf) {
    this.contracts = contracts;
    this.balance = balance;
    this.asOf = asOf;
  }

  /**
   * The lines, in the order in which they took effect.
   *
   * @param contracts those that are known
   * @param balance the figures at {@code asOf}, when one of them is in force
   * @param movements of the entitlement, those that were known and had taken effect
   */
  public static List<ExplanationLine> of(
      Contracts contracts, Balance balance, Instant asOf, List<Recorded> movements) {
    var bySource = new HashMap<Source, List<Recorded>>();
    for (Recorded one : movements) {
      bySource.computeIfAbsent(one.movement().source(), source -> new ArrayList<>()).add(one);
    }
    var explanation = new Explanation(contracts, balance, asOf);
    for (SourceBalance source : inFixedOrder(balance.sources())) {
      explanation.tell(source, bySource.getOrDefault(source.source(), List.of()));
    }
    Source overage = overage(contracts.inForce(asOf), balance);
    explanation.tellOverage(overage, bySource.getOrDefault(overage, List.of()));
    explanation.lines.sort(Comparator.comparing(ExplanationLine::place));
    return List.copyOf(explanation.lines);
  }

  /** Not that of the balance, which changes with what is left: a line keeps its place. */
  private static List<SourceBalance> inFixedOrder(List<SourceBalance> sources) {
    return sources.stream()
        .sorted(
            Comparator.comparing((SourceBalance source) -> source.source().kind())
                .thenComparing(source -> source.source().id()))
        .toList();
  }

  private static Source overage(@Nullable Contract contract, Balance balance) {
    Window span = balance.inForce() == null ? balance.window() : balance.inForce();
    String contractId = contract == null ? "" : contract.contractId();
    return new Source(Source.Kind.OVERAGE, contractId + "/" + span.start());
  }

  private void tell(SourceBalance source, List<Recorded> movements) {
    boolean unlimited = source.granted() == null;
    Changes sum = Changes.NONE;
    Quantity deducted = Quantity.ZERO;
    Map<String, Recorded> holds = new HashMap<>();
    Map<String, Quantity> held = new HashMap<>();
    for (Recorded one : movements) {
      Movement moved = one.movement();
      Changes changes = changes(moved);
      changes = unlimited ? changes.withoutLimit() : changes;
      sum = sum.plus(changes);
      if (moved.kind() == Movement.Kind.DEDUCTED && counts(moved)) {
        deducted = deducted.plus(moved.quantity());
      }
      if (moved.holdId() != null) {
        held.merge(moved.holdId(), changes.held(), Quantity::plus);
        if (moved.kind() == Movement.Kind.HELD) {
          holds.putIfAbsent(moved.holdId(), one);
        }
      }
      add(one, changes);
    }
    tellWhatTimeDid(source, sum, deducted, expired(holds, held));
  }

  /** What is reserved by holds whose time is over, each with its end. */
  private List<Recorded> expired(Map<String, Recorded> holds, Map<String, Quantity> held) {
    var over = new ArrayList<Recorded>();
    for (Recorded hold : holds.values()) {
      Movement made = hold.movement();
      Quantity left = held.getOrDefault(String.valueOf(made.holdId()), Quantity.ZERO);
      Instant ends = endOf(made);
      if (left.isPositive() && !ends.isAfter(asOf)) {
        Movement part = made.with(left).holding(String.valueOf(made.holdId()), ends, null);
        over.add(
            new Recorded(hold.position(), hold.ordinal(), hold.type(), hold.recordedAt(), part));
      }
    }
    over.sort(
        Comparator.comparing((Recorded hold) -> String.valueOf(hold.movement().holdEnds()))
            .thenComparingLong(Recorded::position)
            .thenComparingInt(Recorded::ordinal));
    return over;
  }

  private Instant endOf(Movement made) {
    Instant recorded = Objects.requireNonNull(made.holdEnds(), "a hold has an end");
    return contracts.endOf(made.effectiveAt(), recorded, made.holdUntilContractEnd());
  }

  private void tellWhatTimeDid(
      SourceBalance source, Changes sum, Quantity deducted, List<Recorded> expired) {
    Source of = source.source();
    boolean correction = of.kind() == Source.Kind.ADJUSTMENT;
    if (source.granted() != null) {
      Quantity brought = sum.brought(of).plus(correction ? deducted : Quantity.ZERO);
      tellEntry(source, source.granted().minus(brought));
    }
    Quantity carried = source.consumed().minus(sum.consumed());
    Changes consumed = limited(source, Changes.consumed(carried));
    add(balance.window().start(), TimeEffect.CARRIES, CONSUMED, of, carried, consumed);
    Quantity lapsed = source.lapsed().minus(sum.lapsed());
    for (Recorded hold : expired) {
      Movement made = hold.movement();
      Instant ends = made.holdEnds() == null ? asOf : made.holdEnds();
      Quantity freed = made.quantity();
      Changes released = limited(source, Changes.held(freed.negated()));
      add(ends, TimeEffect.EXPIRES, RELEASED, of, freed, released);
      if (!ends.isBefore(source.ends())) {
        Quantity gone = freed.min(lapsed);
        add(ends, TimeEffect.EXPIRES, LAPSED, of, gone, limited(source, Changes.lapsed(gone)));
        lapsed = lapsed.minus(gone);
      }
    }
    add(
        source.ends(),
        TimeEffect.CLOSES,
        LAPSED,
        of,
        lapsed,
        limited(source, Changes.lapsed(lapsed)));
  }

  /**
   * An allowance that a tier change ended gave all of it, until what was not used was taken back.
   */
  private void tellEntry(SourceBalance source, Quantity entered) {
    Source of = source.source();
    Quantity whole = source.originally();
    boolean cut =
        of.kind() == Source.Kind.ALLOWANCE
            && whole != null
            && whole.compareTo(entered) > 0
            && !source.ends().isAfter(asOf);
    Quantity given = cut && whole != null ? whole : entered;
    add(source.starts(), TimeEffect.OPENS, GRANTED, of, given, Changes.entered(of, given));
    Quantity back = given.minus(entered);
    Changes taken = Changes.entered(of, back.negated());
    add(source.ends(), TimeEffect.CHANGES, TAKEN_BACK, of, back, taken);
  }

  private static Changes limited(SourceBalance source, Changes changes) {
    return source.granted() == null ? changes.withoutLimit() : changes;
  }

  private void tellOverage(Source overage, List<Recorded> movements) {
    Quantity sum = Quantity.ZERO;
    for (Recorded one : movements) {
      Movement moved = one.movement();
      boolean back = moved.kind() == Movement.Kind.RETURNED;
      Quantity past = back ? moved.quantity().negated() : moved.quantity();
      sum = sum.plus(past);
      add(one, Changes.overage(past));
    }
    Quantity carried = balance.overage().minus(sum);
    Instant start = balance.window().start();
    add(start, TimeEffect.CARRIES, CONSUMED, overage, carried, Changes.overage(carried));
  }

  /** Whether it counts in this window, and not in one before. */
  private boolean counts(Movement moved) {
    return !moved.window().start().isBefore(balance.window().start());
  }

  private Changes changes(Movement moved) {
    Effect effect = moved.effect();
    Changes entered = Changes.entered(moved.source(), effect.granted());
    return entered.plus(Changes.held(effect.held())).plus(gone(moved, effect));
  }

  /** What went in a window before this one is missing where the source enters this one. */
  private Changes gone(Movement moved, Effect effect) {
    return counts(moved)
        ? Changes.consumed(effect.consumed())
            .plus(Changes.adjusted(effect.deducted().negated()))
            .plus(Changes.lapsed(effect.lapsed()))
        : Changes.entered(moved.source(), effect.gone().negated());
  }

  private void add(Recorded one, Changes changes) {
    Movement moved = one.movement();
    lines.add(
        new ExplanationLine(
            one.place(),
            one,
            moved.kind().key(),
            moved.quantity(),
            moved.source(),
            moved.window(),
            changes));
  }

  private void add(
      Instant time,
      int rank,
      TimeEffect.Type type,
      Source source,
      Quantity quantity,
      Changes changes) {
    if (!quantity.isZero()) {
      var place = new Place(time, rank, 0, byTime++);
      lines.add(
          new ExplanationLine(
              place, null, type.key(), quantity, source, balance.window(), changes));
    }
  }
}

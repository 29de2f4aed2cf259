package org.entitlementledger.core.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.entitlementledger.core.catalogue.EntitlementTerms;
import org.entitlementledger.core.catalogue.Recurrence;
import org.entitlementledger.core.kernel.AccountZone;
import org.entitlementledger.core.kernel.RecordedBoundaries;
import org.entitlementledger.core.kernel.RecordedBoundaries.Boundary;
import org.entitlementledger.core.kernel.Window;
import org.entitlementledger.core.quota.Movement;
import org.entitlementledger.core.quota.Source;
import org.jspecify.annotations.Nullable;

/**
 * Finds the window of the zone's present rules that a recorded window stands for. Events carry
 * windows as instants; the match is the present window that overlaps the recorded one most.
 */
record WindowNames(Contracts contracts, AccountZone zone) {
  /** More than the largest change of zone rules so far: a day, at the date line. */
  static final Duration FARTHEST = Duration.ofHours(26);

  /** The series of windows to which a movement's window belongs. */
  private record Series(Contract contract, Recurrence period) {
    String cycle() {
      return period.cycle();
    }
  }

  /** The recorded boundaries, with those of the movement's window. */
  RecordedBoundaries recording(Movement movement) {
    RecordedBoundaries known = zone.recorded();
    Series series = series(movement);
    if (series == null) {
      return known;
    }
    Window window = movement.window();
    if (!known.knows(series.cycle(), window)) {
      Window byRules = byRules(series, window);
      if (byRules == null) {
        return known;
      }
      known =
          known
              .plus(series.cycle(), byRules.start(), window.start())
              .plus(series.cycle(), byRules.end(), window.end());
    }
    Boundary beginning = beginning(series, movement);
    return beginning == null
        ? known
        : known.plus(beginning.cycle(), beginning.byRules(), movement.source().begins());
  }

  /** The movement with its window and source as they were first recorded. */
  Movement asRecorded(Movement movement) {
    Series series = series(movement);
    Window byRules = series == null ? null : byRules(series, movement.window());
    if (series == null || byRules == null) {
      return movement;
    }
    Window window = zone.window(series.cycle(), byRules);
    Boundary beginning = beginning(series, movement);
    Source source = movement.source();
    if (beginning != null) {
      source = source.beginningAt(zone.boundary(beginning));
    } else if (beginsWithWindow(movement)) {
      source = source.beginningAt(window.start());
    }
    return movement.in(window, source);
  }

  private @Nullable Series series(Movement movement) {
    Window window = movement.window();
    Instant time = movement.effectiveAt();
    Instant within = window.contains(time) ? time : window.start();
    String contractId = movement.source().contractId();
    Contract contract =
        contractId == null ? contracts.within(window, within) : contracts.byId().get(contractId);
    if (contract == null) {
      return null;
    }
    Instant termsAt = contractId == null ? within : movement.source().begins();
    EntitlementTerms terms = contract.termsAt(termsAt).entitlement(movement.entitlement());
    return terms == null || terms.metering() == null
        ? null
        : new Series(contract, terms.counted().period());
  }

  /** The matching window of the present rules; null where none is near. */
  private @Nullable Window byRules(Series series, Window recorded) {
    Duration half = Duration.between(recorded.start(), recorded.end()).dividedBy(2);
    Window byRules = windowAt(series, recorded.start().plus(half));
    boolean near = near(byRules.start(), recorded.start()) && near(byRules.end(), recorded.end());
    return near ? byRules : null;
  }

  private Window windowAt(Series series, Instant time) {
    Contract contract = series.contract;
    return series.period.windowAt(time, contract.startsOn(), contract.until(), zone.rules());
  }

  private static boolean beginsWithWindow(Movement movement) {
    return movement.source().contractId() != null
        && movement.source().begins().equals(movement.window().start());
  }

  /**
   * The start of the source by the present rules: that of the term, or of a window that it rolled
   * into. Null where it begins with the movement's own window, or at a tier change, whose instant
   * is recorded.
   */
  private @Nullable Boundary beginning(Series series, Movement movement) {
    if (movement.source().contractId() == null || beginsWithWindow(movement)) {
      return null;
    }
    Instant begins = movement.source().begins();
    Contract contract = series.contract;
    if (contract.tiers().stream().skip(1).anyMatch(tier -> tier.from().equals(begins))) {
      return null;
    }
    Window around = windowAt(series, begins);
    Instant term = AccountZone.of(zone.rules()).startOfDay(contract.startsOn());
    var nearest = new Boundary(RecordedBoundaries.LOCAL, term);
    for (Instant start : List.of(around.start(), around.end())) {
      nearest =
          distance(start, begins).compareTo(distance(nearest.byRules(), begins)) < 0
              ? new Boundary(series.cycle(), start)
              : nearest;
    }
    return near(nearest.byRules(), begins) ? nearest : null;
  }

  private static boolean near(Instant one, Instant other) {
    return distance(one, other).compareTo(FARTHEST) <= 0;
  }

  private static Duration distance(Instant one, Instant other) {
    return Duration.between(one, other).abs();
  }
}
